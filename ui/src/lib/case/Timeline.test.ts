import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { momentFromToday } from "../../test/days";
import Timeline from "./Timeline.svelte";

test("a refusal says what it rested on, in words", () => {
  const event = {
    at: momentFromToday(-1, "10:42"), actor: "officer" as const, by: "مریم رستگار", office: "جهاد کشاورزی",
  };
  render(Timeline, { props: {
    events: [
      {
        ...event,
        kind: "refused",
        text: "گواهی برای رشتهٔ دیگری است.",
        grounds: [
          { condition: 22, ground: { kind: "row", row: 3 } },
          { condition: 32, ground: { kind: "document", attachment: "a", title: "سند محل کار" } },
          { condition: 23, ground: { kind: "circumstance", circumstance: "certificateExpired" } },
        ],
      },
      { ...event, kind: "submitted", text: null, grounds: [] },
    ],
  } });
  const said = screen.getAllByTestId("rested-on").map((one) => one.textContent);
  expect(said).toEqual([
    "شرط ۲۲: ردیف ۳ نادرست است",
    "شرط ۳۲: «سند محل کار» دیده شده است",
    "شرط ۲۳: اعتبار گواهی مهارت گذشته است",
  ]);
});

test("what the applicant or the registry did has nobody's name", () => {
  const event = { at: momentFromToday(-1, "10:42"), by: "", office: null, text: null, grounds: [] };
  const { container } = render(Timeline, { props: { events: [
    { ...event, actor: "registry" as const, kind: "licenceRegistered" },
    { ...event, actor: "applicant" as const, kind: "submitted" },
  ] } });
  const who = [...container.querySelectorAll("small bdi")].map((one) => one.textContent);
  expect(who).toEqual(["مرکز", "متقاضی"]);
});
