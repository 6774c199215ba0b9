/* The one door to the desk: nothing else may import from @tauri-apps. */
import { invoke } from "@tauri-apps/api/core";
import type { Commands } from "./bindings/commands";
import type { Error as DeskError } from "./bindings/Error";

export type CommandName = keyof Commands;
export type Answer<K extends CommandName> = Commands[K]["answer"];

/** Calls a command of the desk; a refusal rejects with a `DeskError`. */
export async function call<K extends CommandName>(
  name: K,
  request: Commands[K]["request"],
): Promise<Answer<K>> {
  try {
    return await invoke<Answer<K>>(name, { request });
  } catch (cause) {
    throw asDeskError(cause);
  }
}

/** Closes the window. What waits and was not settled goes on waiting. */
export async function closeWindow(): Promise<void> {
  await invoke("plugin:window|destroy", { label: "main" });
}

/** What was thrown, as the error it should be; anything else is a fault of the program itself. */
export function asDeskError(cause: unknown): DeskError {
  if (typeof cause === "object" && cause !== null && "code" in cause && "message" in cause) {
    return cause as DeskError;
  }
  return { code: "internal", message: "", hint: "" };
}
