/*
 * PDF files, drawn by pdf.js. The library is loaded when the first file is opened. Its worker is
 * started here from our own bundle: pdf.js itself would wrap a worker of a custom scheme in a blob,
 * which the security policy forbids.
 */
import type { PDFDocumentProxy, PDFWorker, RenderTask } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

type Library = typeof import("pdfjs-dist");

let library: Promise<Library> | undefined;
let worker: PDFWorker | undefined;

/** The library with the one worker that all files share; closing a file leaves it running. */
async function load(): Promise<{ getDocument: Library["getDocument"]; worker: PDFWorker }> {
  library ??= import("pdfjs-dist/legacy/build/pdf.mjs") as Promise<Library>;
  const { getDocument, PDFWorker: Shared } = await library;
  worker ??= Shared.create({ port: new Worker(workerUrl, { type: "module" }) });
  return { getDocument, worker };
}

export interface PageSize {
  width: number;
  height: number;
}

/** An open PDF file. */
export class Pdf {
  readonly pages: number;
  readonly #document: PDFDocumentProxy;
  #drawing: RenderTask | undefined;

  private constructor(document: PDFDocumentProxy) {
    this.#document = document;
    this.pages = document.numPages;
  }

  static async open(bytes: Uint8Array): Promise<Pdf> {
    const loaded = await load();
    const task = loaded.getDocument({
      data: bytes,
      worker: loaded.worker,
      isEvalSupported: false,
      useWasm: false,
      // Glyphs are drawn as shapes. As letters of a font, the web view would shape Persian a second time.
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
    });
    return new Pdf(await task.promise);
  }

  /** The page's size in points. */
  async size(page: number): Promise<PageSize> {
    const { width, height } = (await this.#document.getPage(page)).getViewport({ scale: 1 });
    return { width, height };
  }

  /** Draws a page so that it is `width` CSS pixels wide; an unfinished drawing is given up. What the canvas
      shows stays until the page is ready. */
  async draw(page: number, canvas: HTMLCanvasElement, width: number): Promise<boolean> {
    this.#drawing?.cancel();
    const proxy = await this.#document.getPage(page);
    const density = Math.min(devicePixelRatio, 2);
    const scale = (width * density) / proxy.getViewport({ scale: 1 }).width;
    const viewport = proxy.getViewport({ scale });
    const fresh = document.createElement("canvas");
    fresh.width = Math.floor(viewport.width);
    fresh.height = Math.floor(viewport.height);
    const drawing = proxy.render({ canvas: fresh, viewport });
    this.#drawing = drawing;
    try {
      await drawing.promise;
    } catch (cause) {
      if (cause instanceof Error && cause.name === "RenderingCancelledException") return false;
      throw cause;
    }
    canvas.width = fresh.width;
    canvas.height = fresh.height;
    canvas.getContext("2d")?.drawImage(fresh, 0, 0);
    return true;
  }

  close(): void {
    void this.#document.loadingTask.destroy();
  }
}
