import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { faults, openWindow, press } from "./test/mount";

const heading = (): Promise<HTMLElement> => screen.findByTestId("case-heading");

test("the queue opens on the most urgent case, and Enter opens it", async () => {
  openWindow();
  const items = await screen.findAllByTestId("queue-item");
  expect(items[0]).toHaveAttribute("aria-selected", "true");
  await screen.findByTestId("open-case");
  press("ArrowDown");
  expect(screen.getByTestId("queue-list")).toHaveFocus();
  press("ArrowDown");
  await waitFor(() => {
    expect(screen.getAllByTestId("queue-item")[1]).toHaveAttribute("aria-selected", "true");
  });
  press("Enter");
  expect(await heading()).toHaveAttribute("data-case", "case-1");
});

test("a search that finds nothing says what it looked for, and Escape takes it back", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  press("F3");
  await userEvent.keyboard("ناموجود");
  expect(await screen.findByTestId("empty-filter")).toHaveTextContent("ناموجود");
  press("Escape");
  expect((await screen.findAllByTestId("queue-item")).length).toBeGreaterThan(1);
  expect(fake.calls.filter((one) => one.name === "queue").at(-1)?.request).toMatchObject({ text: null });
});

test("what is not in one's own list is told of and opened among all cases, by keys alone", async () => {
  const fake = openWindow({ closed: 1 });
  await screen.findAllByTestId("queue-item");
  const closed = fake.applicant(0);
  press("F3");
  await userEvent.keyboard(closed);
  expect(await screen.findByTestId("found-elsewhere")).toHaveTextContent("در همهٔ پرونده‌ها ۱ پرونده");
  await userEvent.keyboard("{Enter}");
  await waitFor(() => {
    expect(screen.getByTestId("see-elsewhere")).toHaveFocus();
  });
  await userEvent.keyboard("{Enter}");
  await screen.findByTestId("cases-screen");
  expect(await screen.findByTestId("queue-item")).toHaveTextContent(closed);
});

test("an empty queue of one's own is work done, not a filter too narrow", async () => {
  openWindow({ cases: 0 });
  expect(await screen.findByTestId("empty-done")).toHaveTextContent("امروز ۱۴ تصمیم");
});

test("a refusal by keyboard alone, and the next case opens by itself", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  press("F2");
  await heading();
  press("F8");
  const reasons = await screen.findAllByTestId("condition");
  expect(reasons[0]).toHaveAttribute("aria-checked", "true");
  expect(reasons[0]).toHaveFocus();
  press("Digit2", { key: "۲" });
  await waitFor(() => {
    expect(screen.getAllByTestId("condition")[1]).toHaveAttribute("aria-checked", "true");
  });
  expect(screen.getByTestId("submit-act")).toHaveTextContent("ثبت رد با ۲ دلیل");
  press("Enter", { ctrlKey: true });
  expect(await screen.findByTestId("gaps")).toHaveTextContent("توضیح");
  expect(fake.acts().some((one) => (one as { act: string }).act === "refuse")).toBe(false);
  await userEvent.type(screen.getByTestId("field-explanation"), "در بازدید دیده شد");
  press("Enter", { ctrlKey: true });
  await waitFor(() => {
    expect(fake.acts()).toContainEqual(expect.objectContaining({ act: "refuse", conditions: [1, 2] }));
  });
  await screen.findByTestId("seal-countdown");
});

test("Escape leaves a choice before it leaves the case", async () => {
  openWindow();
  await screen.findAllByTestId("queue-item");
  press("F2");
  const opened = await heading();
  press("F8");
  const [reason] = await screen.findAllByTestId("condition");
  expect(reason).toHaveFocus();
  press("Escape");
  expect(opened).toHaveFocus();
  press("Escape");
  expect(await screen.findByTestId("queue-list")).toBeInTheDocument();
});

test("a form is put away by its key and by Escape, and comes back as it was", async () => {
  openWindow();
  await screen.findAllByTestId("queue-item");
  press("F2");
  await heading();
  for (const away of ["F8", "Escape"]) {
    press("F8");
    const field = await screen.findByTestId("field-explanation");
    if (away === "F8") await userEvent.type(field, "نیمه‌کاره");
    else expect(field).toHaveValue("نیمه‌کاره");
    press(away);
    await waitFor(() => {
      expect(screen.queryByTestId("submit-act")).toBeNull();
    });
    expect(screen.getByTestId("checklist")).toBeInTheDocument();
  }
});

test("whoever decides with unseen documents reads how many and which", async () => {
  openWindow();
  await screen.findAllByTestId("queue-item");
  press("F2");
  await heading();
  press("F8");
  await screen.findByTestId("submit-act");
  const links = await screen.findAllByTestId("unseen-document");
  expect(links.length).toBeGreaterThan(0);
  expect(screen.getByTestId("unseen-documents")).toHaveTextContent("دیده نشده است");
});

test("what blocks an act is said before and after the press, and nothing is sent", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  press("F2");
  await heading();
  press("F9");
  expect(await screen.findByTestId("act-blocked")).toHaveTextContent("بررسی ۵ هنوز دیده نشده است");
  const submit = screen.getByTestId("submit-act");
  expect(submit).toHaveAttribute("aria-disabled", "true");
  expect(submit).not.toBeDisabled();
  await userEvent.click(submit);
  expect(fake.acts().some((act) => act.act === "approve")).toBe(false);
});

test("an undone decision opens the case again with every choice as it was", async () => {
  openWindow();
  await screen.findAllByTestId("queue-item");
  press("F2");
  const first = (await heading()).dataset["case"];
  press("F8");
  await userEvent.type(await screen.findByTestId("field-explanation"), "در بازدید دیده شد");
  press("Enter", { ctrlKey: true });
  await screen.findByTestId("seal-countdown");
  press("KeyZ", { ctrlKey: true });
  expect(await screen.findByTestId("draft-returned")).toBeInTheDocument();
  expect((await heading()).dataset["case"]).toBe(first);
  expect(screen.getAllByTestId("condition")[0]).toHaveAttribute("aria-checked", "true");
});

test("a row of the checklist goes from unseen to right with the space bar", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  press("F2");
  await heading();
  const row = (await screen.findAllByTestId("check-row"))[4];
  row?.focus();
  await userEvent.keyboard(" ");
  await waitFor(() => {
    expect(fake.acts()).toContainEqual({ act: "check", row: 5, answer: "right", pin: null });
  });
});

test("a draft survives a visit to the list", async () => {
  openWindow();
  await screen.findAllByTestId("queue-item");
  press("F2");
  await heading();
  press("F7");
  const text = await screen.findByTestId("ask-text");
  await userEvent.clear(text);
  await userEvent.type(text, "گواهی تازه");
  press("Escape");
  press("Escape");
  await screen.findByTestId("queue-list");
  press("F2");
  expect(await screen.findByTestId("ask-text")).toHaveValue("گواهی تازه");
});

test("first run without a keyring says why, and starts nothing without a passphrase", async () => {
  const fake = openWindow({ start: "firstRun", passphrase: true });
  expect(await screen.findByTestId("first-run")).toBeInTheDocument();
  expect(screen.getByText(/سرویس جاکلیدی پاسخ نمی‌دهد/)).toBeInTheDocument();
  await userEvent.click(screen.getByTestId("open-demo"));
  expect(fake.calls.some((one) => one.name === "open_demo")).toBe(false);
  expect(screen.getByTestId("passphrase")).toHaveFocus();
  await userEvent.type(screen.getByTestId("passphrase"), "kelid-e-boland");
  await userEvent.click(screen.getByTestId("open-demo"));
  expect(await screen.findByTestId("desk-screen")).toBeInTheDocument();
});

test("the lock screen names no applicant and opens with the passphrase", async () => {
  openWindow({ start: "locked", passphrase: true });
  const form = await screen.findByTestId("lock-screen");
  expect(document.body).not.toHaveTextContent("کیانی‌فر");
  await userEvent.type(within(form).getByTestId("passphrase"), "kelid{Enter}");
  expect(await screen.findByTestId("desk-screen")).toBeInTheDocument();
});

const names = (fake: { calls: { name: string }[] }): string[] => fake.calls.map((one) => one.name);

test("what is chosen is looked through, confirmed once and sent as one job; each sheet is answered for", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  await screen.findByTestId("ready-list");
  expect(screen.getByTestId("ready-count")).toHaveTextContent("۶ از ۶");
  press("KeyP", { ctrlKey: true });
  const confirm = await screen.findByTestId("run-confirm");
  expect(confirm).toHaveTextContent("۶ برگه");
  expect(confirm).toHaveTextContent("HP-1320-1");
  expect(screen.getByTestId("run-serials")).toHaveTextContent(/۰۰۲۹۴۱.*۰۰۲۹۴۶/);
  expect(screen.getAllByTestId("run-item")).toHaveLength(6);
  expect(names(fake)).not.toContain("send_job");
  await waitFor(() => {
    expect(screen.getByTestId("send-job")).toHaveFocus();
  });
  await userEvent.click(screen.getByTestId("send-job"));
  const question = await screen.findByTestId("sheet-question");
  expect(names(fake).filter((name) => name === "send_job")).toHaveLength(1);
  expect(question).toHaveAttribute("data-serial", "2941");
  await userEvent.click(screen.getByTestId("mark-sound"));
  await waitFor(() => {
    expect(screen.getByTestId("sound-count")).toHaveTextContent("۱");
  });
  expect(await screen.findByTestId("sheet-question")).toHaveAttribute("data-serial", "2942");
  await userEvent.click(screen.getByTestId("mark-all-sound"));
  await waitFor(() => {
    expect(screen.getByTestId("sound-count")).toHaveTextContent("۶");
  });
});

test("a document that cannot be drawn is told with its reason, and the others are printed", async () => {
  openWindow({ undrawable: 2 });
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  await screen.findByTestId("ready-list");
  press("KeyP", { ctrlKey: true });
  expect(await screen.findByTestId("run-confirm")).toHaveTextContent("۱ سند آماده نشد");
  await userEvent.click(screen.getByTestId("send-job"));
  expect(await screen.findByTestId("print-failed")).toHaveTextContent("نویسه‌ای هست که قلم ندارد.");
  expect(await screen.findByTestId("sheet-question")).toHaveAttribute("data-serial", "2941");
});

test("a printer that takes page by page shows how far it is and can be stopped", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  await screen.findByTestId("ready-list");
  const { promise, resolve } = Promise.withResolvers<undefined>();
  fake.after.set("send_job", promise);
  fake.delivered = { done: 2, of: 7 };
  press("KeyP", { ctrlKey: true });
  await userEvent.click(await screen.findByTestId("send-job"));
  expect(await screen.findByTestId("delivered")).toHaveTextContent("۲ از ۷ صفحه به چاپگر داده شد");
  await userEvent.click(screen.getByTestId("stop-sending"));
  expect(fake.calls.filter((one) => one.name === "delivery").at(-1)?.request).toEqual({ stop: true });
  expect(screen.getByTestId("stop-sending")).toHaveAttribute("aria-disabled", "true");
  fake.refuse.set("send_job", { code: "printerFailed", message: "چاپ را متوقف کردید.", hint: "به چاپگر نگاه کنید." });
  resolve(undefined);
  await waitFor(() => {
    expect(screen.getByTestId("run-confirm")).toHaveTextContent("چاپ را متوقف کردید.");
  });
  expect(screen.queryByTestId("delivered")).toBeNull();
});

test("a printer that refuses leaves the session as it was", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  await screen.findByTestId("ready-list");
  fake.refuse.set("send_job", { code: "printerFailed", message: "چاپگر نپذیرفت.", hint: "چاپگر را ببینید." });
  press("KeyP", { ctrlKey: true });
  await userEvent.click(await screen.findByTestId("send-job"));
  await waitFor(() => {
    expect(screen.getByTestId("run-confirm")).toHaveTextContent("چاپگر نپذیرفت.");
  });
  expect(screen.queryByTestId("sheet-question")).toBeNull();
  press("Escape");
  expect(await screen.findByTestId("unfinished-job")).toHaveTextContent("۱۱۸");
  await userEvent.click(screen.getByTestId("drop-job"));
  await waitFor(() => {
    expect(screen.queryByTestId("unfinished-job")).toBeNull();
  });
  expect(screen.getByTestId("print-button")).not.toHaveAttribute("aria-disabled");
});

test("a session that broke off is offered again, and nothing new begins before", async () => {
  const fake = openWindow({ job: "planned" });
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  expect(await screen.findByTestId("unfinished-job")).toHaveTextContent("۳ سند مانده");
  expect(screen.getByTestId("print-button")).toHaveAttribute("aria-disabled", "true");
  press("KeyP", { ctrlKey: true });
  expect(names(fake)).not.toContain("begin_job");
  await userEvent.click(screen.getByTestId("resume-job"));
  expect(await screen.findByTestId("run-confirm")).toHaveAttribute("data-count", "3");
});

test("after a break while sending, whoever looks at the printer says how many sheets came out", async () => {
  const fake = openWindow({ job: "sending" });
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  expect(await screen.findByTestId("settle-job")).toHaveTextContent(/۳ برگه در راه بود.*۰۰۲۹۴۱.*۰۰۲۹۴۳/);
  expect(screen.queryByTestId("resume-job")).toBeNull();
  await userEvent.type(screen.getByTestId("settle-count"), "۴");
  expect(screen.getByTestId("settle-some")).toHaveAttribute("aria-disabled", "true");
  await userEvent.clear(screen.getByTestId("settle-count"));
  await userEvent.type(screen.getByTestId("settle-count"), "۲{Enter}");
  await waitFor(() => {
    expect(fake.calls.find((one) => one.name === "settle_job")?.request).toEqual({ job: 117, cameOut: 2 });
  });
});

test("pre-printed paper is counted from the first serial to the last", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  await screen.findByTestId("ready-list");
  await userEvent.selectOptions(screen.getByTestId("narrow"), "licence");
  expect(screen.getByTestId("ready-count")).toHaveTextContent("۴ از ۴");
  await userEvent.selectOptions(screen.getByTestId("narrow"), "refusal");
  expect(screen.getByTestId("ready-count")).toHaveTextContent("۱ از ۱");
  await waitFor(() => {
    expect(fake.calls.findLast((one) => one.name === "preview")?.request).toMatchObject({ document: "refusal" });
  });
  await userEvent.selectOptions(screen.getByTestId("narrow"), "licence");
  // what another filter hides stays chosen
  expect(screen.getByTestId("print-button")).toHaveTextContent("چاپ ۶ برگه");
  press("KeyP", { ctrlKey: true });
  await screen.findByTestId("run-confirm");
  expect(screen.getByTestId("run-confirm")).toHaveAttribute("data-count", "6");
  await userEvent.click(screen.getByTestId("serial-paper"));
  expect(screen.getByTestId("send-job")).toHaveAttribute("aria-disabled", "true");
  await userEvent.type(screen.getByTestId("first-paper"), "A-000997");
  expect(screen.getByTestId("last-paper")).toHaveTextContent("A-۰۰۱۰۰۲");
  await userEvent.click(screen.getByTestId("send-job"));
  await waitFor(() => {
    expect(fake.calls.find((one) => one.name === "send_job")?.request).toMatchObject({ firstPaper: "A-000997" });
  });
});

test("a list is one document of a session, and who is left out waits for the next", async () => {
  const fake = openWindow({ waiting: 4 });
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  await screen.findByTestId("ready-list");
  await userEvent.click(screen.getByRole("radio", { name: "فهرست‌ها (۲)" }));
  const lists = await screen.findAllByTestId("waiting-list");
  expect(lists[0]).toHaveTextContent("شعبهٔ هپکو");
  expect(lists[0]).toHaveTextContent("۳ پرونده");
  // documents that are chosen out of sight are not printed along
  expect(screen.getByTestId("print-button")).toHaveTextContent("چاپ ۰ برگه");
  const cases = within(lists[0] ?? document.body).getAllByTestId("list-case");
  const second = within(cases[1] ?? document.body).getByRole("checkbox");
  await userEvent.click(second);
  expect(lists[0]).toHaveTextContent("۲ از ۳ پرونده");
  await waitFor(() => {
    const asked = fake.calls.findLast((one) => one.name === "preview")?.request;
    expect(asked).toMatchObject({ subject: "w0", with: [{ subject: "w2" }] });
  });
  await userEvent.keyboard("{ArrowDown}");
  expect(within(cases[2] ?? document.body).getByRole("checkbox")).toHaveFocus();
  await userEvent.click(screen.getAllByTestId("choose-list")[0] ?? document.body);
  press("KeyP", { ctrlKey: true });
  expect(await screen.findByTestId("run-confirm")).toHaveAttribute("data-count", "1");
  expect(screen.getByTestId("run-item")).toHaveTextContent(/شعبهٔ هپکو.*۲ پرونده/);
  await userEvent.click(screen.getByTestId("send-job"));
  expect(await screen.findByTestId("sheet-question")).toHaveTextContent("و ۱ پروندهٔ دیگر");
  expect(screen.getAllByTestId("waiting-list")[0]).toHaveTextContent("۱ پرونده");
  expect(screen.getAllByTestId("choose-list")[0]).not.toBeChecked();
  expect(screen.getByTestId("list-case")).toHaveAttribute("data-out", "false");
});

test("a list from which everybody is left out is neither drawn nor printed nor saved", async () => {
  openWindow({ waiting: 1 });
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  await screen.findByTestId("ready-list");
  await userEvent.click(screen.getByRole("radio", { name: "فهرست‌ها (۱)" }));
  press("KeyA", { ctrlKey: true });
  await waitFor(() => {
    expect(screen.getByTestId("print-button")).toHaveTextContent("چاپ ۱ برگه");
  });
  await userEvent.click(within(screen.getByTestId("list-case")).getByRole("checkbox"));
  expect(await screen.findByTestId("nobody-on-list")).toBeInTheDocument();
  expect(screen.getByTestId("print-button")).toHaveAttribute("aria-disabled", "true");
  expect(screen.getByTestId("save-document")).toHaveAttribute("aria-disabled", "true");
  expect(screen.getByTestId("choose-list")).toBeDisabled();
});

test("without lists the print desk says what they are for", async () => {
  openWindow();
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  await screen.findByTestId("ready-list");
  await userEvent.click(screen.getByRole("radio", { name: "فهرست‌ها (۰)" }));
  expect(await screen.findByTestId("empty-lists")).toBeInTheDocument();
});

test("without a printer the session says so and saving is still there", async () => {
  openWindow({ printers: 0 });
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  expect(await screen.findByTestId("no-printer")).toBeInTheDocument();
  expect(screen.getByTestId("print-button")).toHaveAttribute("aria-disabled", "true");
  expect(screen.getByTestId("save-document")).not.toHaveAttribute("aria-disabled");
});

test("the key help lists the keys of the screen that is open", async () => {
  openWindow();
  await screen.findAllByTestId("queue-item");
  press("F1");
  const help = await screen.findByTestId("key-help");
  expect(help).toHaveTextContent("پروندهٔ بعدی");
  expect(help).not.toHaveTextContent("گزینش رد");
});

test("switching the officer shows the other office and forgets the first", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  await userEvent.click(screen.getByTestId("officer-menu"));
  const officers = await screen.findAllByTestId("officer");
  await userEvent.click(officers[2] as HTMLElement);
  await waitFor(() => {
    expect(screen.getByTestId("officer-menu")).toHaveAttribute("data-officer", "o3");
  });
  expect(fake.calls.some((one) => one.name === "switch_officer")).toBe(true);
  expect(screen.getByTestId("numbers-left")).toHaveTextContent("۳۷ شماره مانده");
});

test.each([
  ["the queue", async () => { await screen.findByTestId("open-case"); }],
  ["a case with a refusal", async () => { press("F2"); await heading(); press("F8"); await screen.findAllByTestId("condition"); }],
  ["a case with a request", async () => { press("F2"); await heading(); press("F7"); await screen.findByTestId("ask-text"); }],
  ["the print session", async () => { press("Digit3", { altKey: true }); await screen.findByTestId("ready-list"); }],
  ["the key help", async () => { press("F1"); await screen.findByTestId("key-help"); }],
])("axe finds nothing wrong with %s", async (_, arrive) => {
  openWindow();
  await screen.findAllByTestId("queue-item");
  await arrive();
  expect(await faults()).toEqual([]);
});

test("a case offers its documents to print, and Escape goes back to it", async () => {
  openWindow();
  await screen.findAllByTestId("queue-item");
  press("F2");
  const opened = (await heading()).dataset["case"];
  await userEvent.click(await screen.findByTestId("facts-tab"));
  await userEvent.click(await screen.findByTestId("go-papers"));
  const papers = within(await screen.findByTestId("paper-list")).getAllByTestId("printable");
  expect(papers.map((one) => one.dataset["document"])).toContain("receipt");
  expect(papers.every((one) => one.dataset["case"] === opened)).toBe(true);
  expect(screen.getByTestId("print-button")).toHaveTextContent("چاپ ۱ برگه");
  press("Escape");
  expect((await heading()).dataset["case"]).toBe(opened);
});
