/* Stands in for the shell: whatever the page asks the desk is answered by a test. */
import { vi } from "vitest";

export function answerCalls(answer: (name: string, request: unknown) => Promise<unknown>): void {
  vi.stubGlobal("__TAURI_INTERNALS__", {
    invoke: (name: string, { request }: { request: unknown }) => answer(name, request),
  });
}
