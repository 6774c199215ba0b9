import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const door = {
  group: ["@tauri-apps/*"],
  message: "only src/lib/ipc.ts speaks to the shell; call what it exports",
};

export default ts.config(
  { ignores: ["dist/", "dist-verifier/", "node_modules/", "src/lib/bindings/"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-undef": "off", // the type checker knows the names
      "no-restricted-imports": ["error", { patterns: [door] }],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig },
    },
    rules: {
      "svelte/no-at-html-tags": "error",
      "svelte/require-each-key": "error",
      "svelte/button-has-type": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "SvelteAttribute[key.name='style']",
          message: "the security policy blocks style attributes; use a class or a style: directive",
        },
      ],
    },
  },
  { files: ["src/lib/ipc.ts"], rules: { "no-restricted-imports": "off" } },
  { files: ["*.config.{js,ts}"], languageOptions: { globals: { ...globals.node } } },
);
