import { createHash } from "node:crypto";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Puts script and style into the page, under a policy that allows these and nothing else. */
function oneFile() {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_, bundle) {
      const outputs = Object.values(bundle);
      const page = outputs.find(({ fileName }) => fileName.endsWith(".html"));
      const scripts = outputs.filter(({ type }) => type === "chunk").map(({ code }) => code);
      const styles = outputs.filter(({ fileName }) => fileName.endsWith(".css")).map(({ source }) => String(source));
      const inside = outputs.filter((output) => output !== page);
      if (!page || scripts.length !== 1 || inside.length !== 1 + styles.length) {
        this.error("one page, one script and styles are expected");
      }
      for (const { fileName } of inside) Reflect.deleteProperty(bundle, fileName);
      // what ends a script inside one is written so that it doesn't
      const script = `\n${scripts.join("").replaceAll("</script", "<\\/script").trim()}\n`;
      const style = `\n${styles.join("\n").trim()}\n`;
      const policy = [
        "default-src 'none'",
        `script-src ${hash(script)}`,
        `style-src ${hash(style)}`,
        "img-src blob: data:",
        "media-src blob: mediastream:",
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
      ].join("; ");
      page.source = String(page.source)
        .replace(/\s*<script type="module"[^>]*><\/script>/, "")
        .replace(/\s*<link [^>]*>/g, "")
        .replace("</title>", () => `</title>\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />\n    <style>${style}</style>`)
        .replace("</body>", () => `  <script type="module">${script}</script>\n  </body>`);
    },
  };
}

// The page that verifies without a network: one file that works from a disk.
export default defineConfig({
  plugins: [svelte(), oneFile()],
  build: {
    outDir: "dist-verifier",
    target: ["safari17", "chrome120", "firefox121"],
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 2500,
    reportCompressedSize: false,
    rollupOptions: { input: "verifier.html", output: { codeSplitting: false } },
  },
});
