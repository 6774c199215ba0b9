/* The root and the lists that were put into the page, and lists that are loaded later. */
import { ofHex } from "./bytes";
import { NotTrusted, openStatusList, openTrustList, type StatusList, type TrustList } from "./lists";
import type { Sources } from "./verify";

/** What `cargo xtask verifier` puts into the page. */
interface Embedded {
  root: string;
  trust: string | null;
  status: string | null;
  sample: boolean;
  host: string | null;
}

export function embedded(): Sources {
  const block = document.getElementById("lists")?.textContent ?? "";
  const { root, trust, status, sample, host } = JSON.parse(block) as Embedded;
  return { root: ofHex(root), trust: trust === null ? null : ofHex(trust), status: status === null ? null : ofHex(status), sample, host };
}

export interface Opened {
  trust: TrustList | null;
  status: StatusList | null;
}

function trusted<T>(open: () => T): T | null {
  try {
    return open();
  } catch (cause) {
    if (cause instanceof NotTrusted) return null;
    throw cause;
  }
}

/** The lists as far as they can be believed. */
export function opened(sources: Sources): Opened {
  const { root, trust: trustBytes, status: statusBytes } = sources;
  const trust = trustBytes && trusted(() => openTrustList(trustBytes, root));
  const status = trust && statusBytes && trusted(() => openStatusList(statusBytes, trust));
  return { trust, status };
}
