//! `verify`: the text of a licence's code, checked without a network and without an office.

use std::path::Path;

use desk::ErrorCode;
use desk::clock::SystemClock;
use desk::proofs::{self, Finding, Sources};
use desk::views::proofs::ProofView;

use crate::cli::Verify;
use crate::files;
use crate::outcome::{Done, Failure, Voice, word};
use crate::records::Records;

/// The longest text that is read; a code has some hundred letters.
const LONGEST: usize = 64 * 1024;

/// Checks a code and answers with an exit code.
pub fn verify(asked: &Verify, voice: Voice) -> Result<Done, Failure> {
    let text = match asked.text.as_str() {
        "-" => given()?,
        text => text.to_owned(),
    };
    let read = |path: &Option<std::path::PathBuf>| {
        path.as_deref().map(|path| files::read(path, files::MOST_INPUT)).transpose()
    };
    let (trust, statuses) = (read(&asked.trust)?, read(&asked.status_list)?);
    let sources = Sources {
        trust: trust.as_deref(),
        root: asked.root.as_deref(),
        statuses: statuses.as_deref(),
        host: asked.host.as_deref(),
    };
    let view = proofs::verify(&text, &sources, &SystemClock)?;
    voice.answer(&view, lines)?;
    Ok(match exit_code(&view) {
        0 => Done::Well,
        code => Done::Finding(code),
    })
}

/// What stands on standard input. Bytes that are no text are no code, and neither is what is far too long for one.
fn given() -> Result<String, Failure> {
    match files::read(Path::new("-"), LONGEST) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.code == ErrorCode::AttachmentTooLarge => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

fn lines(out: &mut Records<'_>, view: &ProofView) -> std::io::Result<()> {
    if view.sample {
        writeln!(out, "sample: the demo authority vouches for it; it is no real licence")?;
    }
    writeln!(out, "{}: {}", word(&view.finding), view.message)?;
    if let Some(host) = &view.other_host {
        writeln!(out, "other host: the link leads to {host}; do not believe what it shows")?;
    }
    if let Some(licence) = &view.licence {
        writeln!(out, "licence: {}", licence.number)?;
        writeln!(out, "activity: {}", word(&licence.activity))?;
        writeln!(out, "holder: {}", licence.holder)?;
        writeln!(out, "field: {} {}", licence.field.code, licence.field.title)?;
        writeln!(out, "issued: {} by {}", licence.issued.day.jalali, licence.office)?;
        writeln!(out, "valid until: {}", licence.valid_until.jalali)?;
        writeln!(out, "sheet: {:06}", licence.sheet)?;
    }
    if let Some(list) = &view.trust_list {
        let (issued, until) = (&list.issued.jalali, &list.valid_until.jalali);
        writeln!(out, "trust list of: {issued} (until {until})")?;
    }
    match &view.status_list {
        Some(list) if list.old => writeln!(
            out,
            "status list of: {} (more than a week old: it may lack what was done since)",
            list.issued.jalali
        )?,
        Some(list) => writeln!(out, "status list of: {}", list.issued.jalali)?,
        None if view.licence.is_some() => {
            writeln!(out, "status list: none (suspension and revocation were not looked up)")?;
        }
        None => {}
    }
    writeln!(out, "hint: {}", view.hint)
}

/// A sample has a code of its own, whatever else is found: scripts go by the code alone.
const fn exit_code(view: &ProofView) -> u8 {
    if view.sample {
        return 7;
    }
    match view.finding {
        Finding::Valid => 0,
        Finding::Provisional => 3,
        Finding::Expired | Finding::Suspended | Finding::Revoked => 4,
        Finding::Specimen | Finding::BadSignature | Finding::OutsideBlock | Finding::AfterLease => {
            5
        }
        Finding::Unreadable
        | Finding::NotYetIssued
        | Finding::IssuerUnknown
        | Finding::TrustListTooOld
        | Finding::NotTrusted => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(finding: Finding, sample: bool) -> ProofView {
        let (message, hint) = (String::new(), String::new());
        ProofView {
            finding,
            message,
            hint,
            sample,
            licence: None,
            other_host: None,
            trust_list: None,
            status_list: None,
        }
    }

    #[test]
    fn each_finding_has_its_exit_code_and_a_sample_one_of_its_own() {
        for (finding, code) in [
            (Finding::Valid, 0),
            (Finding::Provisional, 3),
            (Finding::Expired, 4),
            (Finding::Suspended, 4),
            (Finding::Revoked, 4),
            (Finding::Specimen, 5),
            (Finding::BadSignature, 5),
            (Finding::OutsideBlock, 5),
            (Finding::AfterLease, 5),
            (Finding::NotYetIssued, 6),
            (Finding::Unreadable, 6),
            (Finding::IssuerUnknown, 6),
            (Finding::TrustListTooOld, 6),
            (Finding::NotTrusted, 6),
        ] {
            assert_eq!(exit_code(&view(finding, false)), code, "{finding:?}");
            assert_eq!(exit_code(&view(finding, true)), 7, "{finding:?}");
        }
    }
}
