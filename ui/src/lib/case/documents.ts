import type { AttachmentView } from "../bindings/AttachmentView";
import type { IconName } from "../components/Icon.svelte";

export function iconOf(attachment: AttachmentView): IconName {
  return attachment.mime.startsWith("image/") ? "picture" : "paper";
}
