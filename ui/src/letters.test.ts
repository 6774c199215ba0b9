import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { expect, test } from "vitest";
import { en } from "./lib/i18n/en";
import { fa } from "./lib/i18n/fa";
import { speak } from "./lib/i18n/index.svelte";
import { go } from "./lib/state/route.svelte";
import { faults, openWindow, press } from "./test/mount";

async function openScreen(part?: string) {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  press("Digit5", { altKey: true });
  await screen.findByTestId("letter-parts");
  if (part !== undefined) await choose(part);
  return fake;
}

async function choose(part: string): Promise<void> {
  const found = screen.getAllByTestId("letter-part").find((one) => one.dataset.part === part);
  if (!found) throw new Error(part);
  await userEvent.click(found);
}

function text(name: string): HTMLTextAreaElement {
  const found = screen.getAllByTestId<HTMLTextAreaElement>("letter-text").find((one) => one.dataset.text === name);
  if (!found) throw new Error(name);
  return found;
}

async function type(name: string, words: string): Promise<void> {
  await fireEvent.input(text(name), { target: { value: words } });
}

const numbers = (): (string | undefined)[] => screen.getAllByTestId("letter-version").map((one) => one.dataset.number);

test("what is typed is drawn, saved as a new version and told", async () => {
  const fake = await openScreen("refusal");
  await type("greeting", "با درود،");
  await waitFor(() => {
    const drawn = fake.calls.filter((one) => one.name === "preview_text").at(-1)?.request as { text: { texts: object } };
    expect(drawn.text.texts).toMatchObject({ greeting: "با درود،" });
  });
  press("KeyS", { ctrlKey: true });
  await waitFor(() => {
    expect(numbers()).toEqual(["2", "1"]);
  });
  expect(screen.getByTestId("news")).toHaveTextContent("«ابلاغ رد»: نسخهٔ ۲ به کار آمد");
  expect(screen.getAllByTestId("letter-version")[0]).toHaveTextContent("نسخهٔ ۲، مریم رستگار");
  expect(screen.getByTestId("save-text")).toHaveAttribute("aria-disabled", "true");
  press("KeyS", { ctrlKey: true });
  await waitFor(() => {
    expect(screen.getByTestId("news")).toHaveTextContent("چیزی برای ذخیره نیست");
  });
  expect(fake.calls.filter((one) => one.name === "save_text")).toHaveLength(1);
  expect(await faults()).toEqual([]);
});

test("an older specimen never takes the place of a newer one", async () => {
  const fake = await openScreen("refusal");
  await waitFor(() => {
    expect(screen.getByTestId("letter-preview")).toHaveAttribute("data-fresh", "true");
  });
  const before = fake.calls.filter((one) => one.name === "preview_text").length;
  for (const words of ["ب", "با", "با د", "با درود،"]) await type("greeting", words);
  expect(screen.getByTestId("letter-preview")).toHaveAttribute("data-fresh", "false");
  await waitFor(() => {
    expect(screen.getByTestId("letter-preview")).toHaveAttribute("data-fresh", "true");
  });
  expect(fake.calls.filter((one) => one.name === "preview_text")).toHaveLength(before + 1);
});

test("places are read in Persian and kept by their names", async () => {
  const fake = await openScreen("refusal");
  expect(text("object")).toHaveValue("تا تاریخ {تاریخ} اعتراض کنید.");
  await type("object", "اعتراض: تا ");
  expect(await screen.findByTestId("letter-problem")).toHaveTextContent("جای خالی «تاریخ» باید در این متن بماند");
  expect(text("object")).toHaveAttribute("aria-invalid", "true");
  expect(screen.getByTestId("preview-stale")).toBeVisible();
  text("object").setSelectionRange(11, 11);
  await userEvent.click(screen.getByRole("button", { name: "گذاشتن «تاریخ» در متن" }));
  expect(text("object")).toHaveValue("اعتراض: تا {تاریخ}");
  await waitFor(() => {
    expect(screen.queryByTestId("letter-problem")).toBeNull();
  });
  await userEvent.click(screen.getByTestId("save-text"));
  await waitFor(() => {
    expect(numbers()).toHaveLength(2);
  });
  const saved = fake.calls.findLast((one) => one.name === "save_text")?.request as { text: { texts: { object: string } } };
  expect(saved.text.texts.object).toBe("اعتراض: تا {date}");
});

test("a refused text is named where it stands and goes nowhere", async () => {
  await openScreen("refusal");
  await type("closing", " ");
  await userEvent.click(screen.getByTestId("save-text"));
  await waitFor(() => {
    expect(text("closing")).toHaveFocus();
  });
  expect(text("closing")).toHaveAccessibleDescription("این بخش خالی است. آن را پر کنید.");
  expect(screen.getByTestId("news")).toHaveTextContent("۱ مورد درست نیست");
  expect(numbers()).toEqual(["1"]);
  expect(await faults()).toEqual([]);
});

test("receivers of copies come and go, and the focus stays among them", async () => {
  const fake = await openScreen("refusal");
  await userEvent.click(screen.getByTestId("add-line"));
  await waitFor(() => {
    expect(text("lines[1]")).toHaveFocus();
  });
  await userEvent.keyboard("بایگانی");
  await userEvent.click(screen.getByRole("button", { name: "برداشتن سطر ۱" }));
  await waitFor(() => {
    expect(text("lines[0]")).toHaveFocus();
  });
  expect(text("lines[0]")).toHaveValue("بایگانی");
  press("KeyS", { ctrlKey: true });
  await waitFor(() => {
    expect(numbers()).toHaveLength(2);
  });
  expect(fake.calls.findLast((one) => one.name === "save_text")?.request).toMatchObject({ text: { lines: ["بایگانی"] } });
});

test("what is not saved is kept while the screen is left, and dropped on request", async () => {
  await openScreen("refusal");
  await type("greeting", "با درود،");
  expect(within(screen.getByTestId("letter-parts")).getByText("ذخیره‌نشده")).toBeVisible();
  go({ screen: "print" });
  await screen.findByTestId("print-screen");
  press("Digit5", { altKey: true });
  await screen.findByTestId("letter-parts");
  await choose("refusal");
  expect(text("greeting")).toHaveValue("با درود،");
  await userEvent.click(screen.getByTestId("discard-text"));
  expect(text("greeting")).toHaveValue("با سلام و احترام،");
  expect(within(screen.getByTestId("letter-parts")).queryByText("ذخیره‌نشده")).toBeNull();
});

test("an earlier version is looked at and put into force again", async () => {
  const fake = await openScreen("refusal");
  await type("greeting", "با درود،");
  press("KeyS", { ctrlKey: true });
  await waitFor(() => {
    expect(numbers()).toEqual(["2", "1"]);
  });
  const [, first] = screen.getAllByTestId("letter-version");
  if (!first) throw new Error("two versions");
  await userEvent.click(first);
  expect(screen.getByTestId("letter-looking")).toHaveTextContent("نسخهٔ ۱ را می‌بینید");
  expect(text("greeting")).toHaveValue("با سلام و احترام،");
  expect(text("greeting")).toHaveAttribute("readonly");
  expect(await faults()).toEqual([]);
  press("Escape");
  await waitFor(() => {
    expect(text("greeting")).toHaveValue("با درود،");
  });
  await userEvent.click(first);
  await userEvent.click(screen.getByTestId("restore-text"));
  await waitFor(() => {
    expect(numbers()).toEqual(["3", "2", "1"]);
  });
  expect(text("greeting")).toHaveValue("با سلام و احترام،");
  expect(fake.calls.findLast((one) => one.name === "restore_text")?.request).toEqual({ document: "refusal", number: 1 });
});

test("the letters are gone through by keys", async () => {
  await openScreen();
  const current = (): string | undefined =>
    screen.getAllByTestId("letter-part").find((one) => one.getAttribute("aria-current") === "true")?.dataset.part;
  expect(current()).toBe("letterhead");
  press("ArrowDown", { altKey: true });
  await waitFor(() => {
    expect(current()).toBe("refusal");
  });
  press("ArrowUp", { altKey: true });
  await waitFor(() => {
    expect(current()).toBe("letterhead");
  });
  expect(screen.getByTestId("preview-on")).toHaveValue("refusal");
});

test("an office that writes no letters is told so, and a failure can be tried again", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  fake.refuse.set("letter_texts", { code: "notYourAct", message: "این کار از وظایف ادارهٔ شما نیست.", hint: "" });
  press("Digit5", { altKey: true });
  expect(await screen.findByTestId("letters-none")).toHaveTextContent("این اداره نامه‌ای نمی‌نویسد");
  fake.refuse.set("letter_texts", { code: "diskFull", message: "دیسک پر است.", hint: "جا باز کنید." });
  press("Digit4", { altKey: true });
  await screen.findByTestId("verify-screen");
  press("Digit5", { altKey: true });
  expect(await screen.findByTestId("error-banner")).toHaveTextContent("دیسک پر است");
  fake.refuse.clear();
  await userEvent.click(screen.getByRole("button", { name: fa.retry }));
  expect(await screen.findByTestId("letter-parts")).toBeVisible();
});

test("English has the same words", async () => {
  await openScreen("refusal");
  speak("en");
  await tick();
  expect(text("object")).toHaveValue("تا تاریخ {date} اعتراض کنید.");
  await type("object", "Objection");
  expect(await screen.findByTestId("letter-problem")).toHaveTextContent("has to stay in this text");
  expect(Object.keys(en.letters.problems)).toEqual(Object.keys(fa.letters.problems));
  speak("fa");
});
