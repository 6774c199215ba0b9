//! The window goes on: whatever an application brings, on small screens, and with the focus where the work is.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use desk::case_file::{self, Application};
use domain::ids::ContentHash;
use domain::people::MediaType;
use domain::text::PlainText;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tests::page::By;
use tests::patience::until;
use tests::program::built;

use crate::clerk::{Clerk, demo_office, list, text};

/// Screens of the laptops and scaled displays of offices.
const SMALL: [(u32, u32); 2] = [(911, 512), (1024, 600)];

#[test]
fn an_odd_application_stops_nobody() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let clerk = Clerk::at(demo_office(dir.path())?.open()?, "odd");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;
    let mut odd = Vec::new();
    for (nth, application) in odd_applications()?.iter().enumerate() {
        let file = STANDARD.encode(case_file::write(application));
        // What is refused at the door need not be shown.
        let Ok(imported) = clerk.ask("import", &json!({ "file": file })) else { continue };
        odd.push((nth, text(&imported["case"], "id").to_owned()));
    }
    ensure!(odd.len() >= 4, "only {odd:?} came in");
    sit_where(&clerk, &odd[0].1)?;
    for (nth, id) in &odd {
        let case = clerk.case(id)?;
        clerk.desk()?;
        open_by_code(&clerk, &case)?;
        for (at, attachment) in list(&case, "attachments").iter().enumerate() {
            if at > 0 {
                window.press("PageDown")?;
            }
            let shown = By::With("viewer", "shown", text(attachment, "id"));
            until("the document, or the word that it is broken", || {
                let there = window.count(shown)? + window.count(By::Id("viewer-broken"))?;
                Ok((there > 0).then_some(()))
            })?;
        }
        clerk.picture(&format!("case-{nth}"))?;
        ensure!(window.count(By::Id("fault"))? == 0, "a part of case {nth} failed");
        window.press("F2")?;
        until("another case", || {
            Ok((window.datum(By::Id("case-heading"), "case")? != *id).then_some(()))
        })?;
    }
    window.press("Ctrl+l")?;
    window.wait_for(By::Id("lock-screen"))?;
    clerk.window.close()
}

#[test]
fn on_a_small_screen_every_act_can_be_reached_and_the_status_bar_is_there() -> Result<()> {
    for (width, height) in SMALL {
        let dir = tempfile::tempdir()?;
        let desk = demo_office(dir.path())?.size(width, height);
        let clerk = Clerk::at(desk.open()?, if width < 1000 { "small-911" } else { "small-1024" });
        let window = &clerk.window;
        window.wait_for(By::Id("preview"))?;
        reachable(&clerk, "desk")?;
        window.press("F2")?;
        window.wait_for(By::Id("case-heading"))?;
        window.wait_for(By::Id("viewer"))?;
        reachable(&clerk, "case")?;
        for (key, form) in [("F7", "ask"), ("F8", "refuse"), ("F9", "approve")] {
            window.press(key)?;
            window.wait_for(By::Id("submit-act"))?;
            reachable(&clerk, form)?;
        }
        for (key, screen) in [("Alt+3", "print"), ("Alt+4", "verify"), ("Alt+5", "letters")] {
            window.press(key)?;
            window.wait_for(By::Id(&format!("{screen}-screen")))?;
            reachable(&clerk, screen)?;
        }
        clerk.window.close()?;
    }
    Ok(())
}

#[test]
fn an_emptied_list_and_a_closed_dialog_leave_the_focus_with_the_work() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let clerk = Clerk::at(demo_office(dir.path())?.open()?, "focus");
    let window = &clerk.window;
    window.wait_for(By::Id("preview"))?;
    window.press("F5")?;
    window.type_into(By::Id("field-text"), "یادداشت آزمایشی")?;
    window.press("Ctrl+Enter")?;
    window.wait_gone(By::Id("dialog-note"))?;
    clerk.focus_is_kept("a note")?;
    window.press("F3")?;
    window.type_into(By::Id("search"), "ناموجود")?;
    window.wait_for(By::Id("empty-filter"))?;
    window.press("Alt+2")?;
    window.wait_for(By::Id("cases-screen"))?;
    window.press("Alt+1")?;
    window.wait_for(By::Id("empty-filter"))?;
    clerk.focus_is_kept("an empty list")?;
    clerk.picture("empty")?;
    window.press("Escape")?;
    window.wait_for(By::Id("queue-list"))?;
    clerk.focus_is_kept("the list again")?;
    window.press("F2")?;
    window.wait_for_focus("case-heading")?;
    clerk.window.close()
}

#[test]
fn without_a_display_the_program_says_so_in_one_line() -> Result<()> {
    for (display, wayland) in [(None, None), (Some(":4242"), None), (None, Some("nowhere"))] {
        let dir = tempfile::tempdir()?;
        let mut program = Command::new(built("parvaneh")?);
        program.arg("--dir").arg(dir.path()).env("XDG_RUNTIME_DIR", dir.path());
        program.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("GDK_BACKEND");
        for (name, value) in [("DISPLAY", display), ("WAYLAND_DISPLAY", wayland)] {
            if let Some(value) = value {
                program.env(name, value);
            }
        }
        let ended = program.output()?;
        let said = String::from_utf8(ended.stderr)?;
        assert_eq!(ended.status.code(), Some(3), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains("صفحه‌نمایش") && said.contains("display"), "{said}");
        assert!(std::fs::read_dir(dir.path())?.next().is_none(), "nothing was written");
    }
    Ok(())
}

/// Applications that are well-formed and unlike any other.
fn odd_applications() -> Result<Vec<Application>> {
    let catalogue = domain::catalogue::sample();
    let plain = || case_file::example(&catalogue).context("an example");
    let mut all = Vec::new();

    let mut one_file = plain()?;
    let (picture, bytes) = one_file.attachments[0].clone();
    for (scan, content) in &mut one_file.attachments {
        *scan = domain::people::Attachment { document: scan.document, ..picture.clone() };
        content.clone_from(&bytes);
    }
    all.push(one_file);

    let mut none = plain()?;
    none.attachments.clear();
    all.push(none);

    let long = picture_of(1, 30_000)?;
    let flat = picture_of(30_000, 1)?;
    let pages = pdf_of(10_000);
    let broken = [&bytes[..bytes.len() / 2], b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n"];
    for content in [&long[..], &flat, &pages].into_iter().chain(broken) {
        let mut with = plain()?;
        let (scan, held) = &mut with.attachments[0];
        scan.content = ContentHash::from_bytes(hash(content));
        scan.media = match content {
            [b'%', ..] => MediaType::Pdf,
            [0x89, ..] => MediaType::Png,
            _ => MediaType::Jpeg,
        };
        scan.size_bytes = u64::try_from(content.len())?;
        scan.name = PlainText::parse(&"نام‌بسیاربلند".repeat(9), 120)?;
        held.clear();
        held.extend_from_slice(content);
        all.push(with);
    }

    let mut many = plain()?;
    let files = many.attachments.clone();
    many.attachments = (0..40_u8)
        .map(|nth| {
            let (scan, content) = &files[usize::from(nth) % files.len()];
            // What follows a file's end belongs to none of its pictures and makes it another file.
            let content = [&content[..], b"\n%", &[b'a' + nth % 26, b'a' + nth / 26]].concat();
            let hash = ContentHash::from_bytes(hash(&content));
            let size_bytes = u64::try_from(content.len()).unwrap_or(u64::MAX);
            (domain::people::Attachment { content: hash, size_bytes, ..scan.clone() }, content)
        })
        .collect();
    all.push(many);

    for (nth, application) in (500_u64..).zip(&mut all) {
        application.tracking_code = Some(domain::identifiers::TrackingCode::from_random(nth));
    }
    Ok(all)
}

fn hash(content: &[u8]) -> [u8; 32] {
    Sha256::digest(content).into()
}

fn picture_of(width: u32, height: u32) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let pixels = usize::try_from(width)? * usize::try_from(height)?;
    encoder.write_header()?.write_image_data(&vec![128; pixels])?;
    Ok(file)
}

/// A PDF of so many empty pages.
fn pdf_of(pages: usize) -> Vec<u8> {
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", page + 3)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {pages}/Kids[{kids}]>>"),
    ];
    objects
        .extend((0..pages).map(|_| "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>".to_owned()));
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (nth, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend_from_slice(format!("{} 0 obj{object}endobj\n", nth + 1).as_bytes());
    }
    let (table, count) = (file.len(), objects.len() + 1);
    file.extend_from_slice(format!("xref\n0 {count}\n0000000000 65535 f \n").as_bytes());
    for place in places {
        file.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let trailer = format!("trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF");
    file.extend_from_slice(trailer.as_bytes());
    file
}

/// Seats an officer who may work at a case.
fn sit_where(clerk: &Clerk, id: &str) -> Result<()> {
    let officers = clerk.ask("officers", &json!({}))?;
    for officer in list(&officers, "officers") {
        if text(&clerk.ask("status", &json!({}))?["officer"], "id") != text(officer, "id") {
            clerk.sit_down(text(officer, "id"))?;
        }
        let works = |case: Value| list(&case, "acts").len() > 2;
        if clerk.case(id).is_ok_and(works) {
            return Ok(());
        }
    }
    anyhow::bail!("nobody works at the case")
}

/// Finds a case by its tracking code and opens it.
fn open_by_code(clerk: &Clerk, case: &Value) -> Result<()> {
    let (id, code) = (text(case, "id"), text(case, "trackingCode"));
    let window = &clerk.window;
    window.press("F3")?;
    window.wait_for_focus("search")?;
    window.press("Delete")?;
    window.type_into(By::Id("search"), code)?;
    window.wait_for(By::With("queue-list", "answers", code))?;
    window.click(By::With("queue-item", "case", id))?;
    window.wait_for(By::With("preview", "case", id))?;
    window.click(By::Id("open-case"))?;
    window.wait_for(By::With("case-heading", "case", id))
}

/// Whatever can be pressed comes into sight by scrolling, and the status bar is in sight.
fn reachable(clerk: &Clerk, screen: &str) -> Result<()> {
    clerk.picture(screen)?;
    let hidden = clerk.window.script(
        "const inside = (one) => {
           const box = one.getBoundingClientRect();
           return box.top >= -1 && box.left >= -1 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1;
         };
         const wrong = [];
         if (!inside(document.querySelector('footer.status'))) wrong.push('the status bar');
         for (const one of document.querySelectorAll('main button, nav button, main input, main select, main textarea')) {
           if (one.offsetParent === null || one.closest('[aria-hidden=true]')) continue;
           one.scrollIntoView({ block: 'nearest', inline: 'nearest' });
           if (!inside(one)) wrong.push(one.dataset.testid ?? one.textContent.trim());
         }
         document.querySelector('main').scrollTo(0, 0);
         return wrong;",
        Vec::new(),
    )?;
    ensure!(hidden == json!([]), "{screen}: out of reach: {hidden}");
    Ok(())
}
