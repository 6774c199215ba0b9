/* The content of the document in the viewer: a PDF or a picture, read through the door. */
import type { AttachmentView } from "../bindings/AttachmentView";
import type { Error as DeskError } from "../bindings/Error";
import { asDeskError, call } from "../ipc";
import { Pdf } from "../pdf/pdf";
import { bytesOf } from "../text/base64";

const A4_RATIO = 297 / 210;

export class OpenDocument {
  /** The attachment that is shown, once its content is there. */
  shownId = $state<string | null>(null);
  pdf = $state.raw<Pdf | null>(null);
  picture = $state<string | null>(null);
  pages = $state(0);
  /** Height of the page divided by its width. */
  ratio = $state(A4_RATIO);
  error = $state.raw<DeskError | null>(null);
  broken = $state(false);

  #wanted: string | null = null;

  async show(caseId: string, attachment: AttachmentView): Promise<void> {
    if (this.#wanted === attachment.id) return;
    this.#wanted = attachment.id;
    let content: string;
    try {
      content = (await call("attachment", { caseId, attachment: attachment.id })).content;
    } catch (cause) {
      if (this.#wanted === attachment.id) {
        this.#reset(null);
        this.error = asDeskError(cause);
      }
      return;
    }
    if (this.#wanted !== attachment.id) return;
    try {
      await this.#draw(attachment, bytesOf(content));
    } catch {
      if (this.#wanted === attachment.id) {
        this.#reset(null);
        this.broken = true;
      }
    }
  }

  async #draw(attachment: AttachmentView, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (attachment.mime === "application/pdf") {
      const pdf = await Pdf.open(bytes);
      const { width, height } = await pdf.size(1);
      if (this.#wanted !== attachment.id) {
        pdf.close();
        return;
      }
      this.#reset(attachment.id);
      this.pdf = pdf;
      this.pages = pdf.pages;
      this.ratio = height / width;
      return;
    }
    const address = URL.createObjectURL(new Blob([bytes], { type: attachment.mime }));
    const image = new Image();
    image.src = address;
    try {
      await image.decode();
    } catch (cause) {
      URL.revokeObjectURL(address);
      throw cause;
    }
    if (this.#wanted !== attachment.id) {
      URL.revokeObjectURL(address);
      return;
    }
    this.#reset(attachment.id);
    this.picture = address;
    this.pages = 1;
    this.ratio = image.naturalHeight / image.naturalWidth;
  }

  /** Pages of one file may differ in shape. */
  async measure(page: number): Promise<void> {
    const { pdf } = this;
    if (!pdf || page > pdf.pages) return;
    try {
      const { width, height } = await pdf.size(page);
      if (this.pdf === pdf) this.ratio = height / width;
    } catch {
      // a page that cannot be read, or a file that was closed while it was
      if (this.pdf === pdf) this.broken = true;
    }
  }

  close(): void {
    this.#wanted = null;
    this.#reset(null);
  }

  #reset(shown: string | null): void {
    this.pdf?.close();
    if (this.picture !== null) URL.revokeObjectURL(this.picture);
    this.pdf = null;
    this.picture = null;
    this.pages = 0;
    this.error = null;
    this.broken = false;
    this.shownId = shown;
  }
}
