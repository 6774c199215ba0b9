//! What an office words itself in its papers: shown with its past, tried on a specimen, put into force.

use casedb::texts::OfficeText;
use documents::Document;
use documents::input::Signatory;
use documents::texts::own::{Field, Lines, OwnText, TextPart};
use domain::catalogue::OfficeKind;
use domain::event::DocumentKind as Kind;
use domain::policy::letters_of;

use super::session::encode;
use crate::case_view::Names;
use crate::desk::{Desk, blocking};
use crate::office::Office;
use crate::views::Nothing;
use crate::views::files::FileView;
use crate::views::printing::DocumentKind;
use crate::views::texts::{
    LetterTextsView, OwnTextView, PreviewTextRequest, RestoreTextRequest, SaveTextRequest,
    TextFieldView, TextLinesView, TextPartView, TextVersionView,
};
use crate::{Error, ErrorCode};

/// Shows every text of the officer's office with its past.
pub async fn letter_texts(desk: &Desk, _: Nothing) -> Result<LetterTextsView, Error> {
    view(&*desk.office().await?)
}

/// Draws a specimen in words that are not in force.
pub async fn preview_text(desk: &Desk, request: PreviewTextRequest) -> Result<FileView, Error> {
    let office = desk.office().await?;
    let part = part_of(&office, request.document)?;
    let words = checked(part, request.text)?;
    let own = &office.acting().office;
    let (head, kind, texts) = match part {
        TextPart::Of(kind) => (office.words(own, TextPart::Letterhead)?, kind, words),
        TextPart::Letterhead => {
            let shown = request.on.map(Kind::from);
            let kinds = letters_of(office.role());
            let kind = kinds.iter().copied().find(|kind| shown.is_none_or(|shown| shown == *kind));
            let kind = kind.ok_or_else(|| Error::new(ErrorCode::NotYourAct))?.into();
            (words, kind, office.words(own, TextPart::Of(kind))?)
        }
    };
    let head = head.into_letterhead();
    let agency = an_agency(&office);
    let (name, title) = (office.seated().name.clone(), office.seated().title.clone());
    let signatory = Signatory { name, title };
    drop(office);
    let drawn = blocking(move || {
        documents::render_specimen(&Document::example_of(kind, &head, &texts, &agency, &signatory))
    });
    let bytes = drawn.await?.map_err(|error| match error {
        documents::RenderError::Input(input) => Error::of_fields(ErrorCode::TextRefused, input),
        other => Error::internal(&other),
    })?;
    Ok(FileView {
        mime: "application/pdf".to_owned(),
        name: format!("{}-specimen.pdf", kind.name()),
        content: encode(&bytes),
    })
}

/// Puts words into force.
pub async fn save_text(desk: &Desk, request: SaveTextRequest) -> Result<LetterTextsView, Error> {
    let mut office = desk.office().await?;
    let part = part_of(&office, request.document)?;
    let words = checked(part, request.text)?;
    office.put_words(part, &words).await?;
    view(&office)
}

/// Puts the words of an earlier version into force again.
pub async fn restore_text(
    desk: &Desk,
    request: RestoreTextRequest,
) -> Result<LetterTextsView, Error> {
    let mut office = desk.office().await?;
    let part = part_of(&office, request.document)?;
    let own = &office.acting().office;
    let words = if request.number == 1 {
        office.built_in_words(own, part)
    } else {
        let found = office.own_texts(own, part).find(|text| text.number == request.number);
        let hash = found.map(|text| text.hash).ok_or_else(|| Error::new(ErrorCode::TextMissing))?;
        office.words_of(part, hash)?
    };
    office.put_words(part, &words).await?;
    view(&office)
}

/// The parts that the officer's office words.
fn parts(office: &Office) -> impl Iterator<Item = TextPart> {
    let kinds = letters_of(office.role());
    let written = kinds.iter().map(|kind| TextPart::Of((*kind).into()));
    // Whoever writes no paper needs no head for it.
    let head = (!kinds.is_empty()).then_some(TextPart::Letterhead);
    head.into_iter().chain(written)
}

fn part_of(office: &Office, document: Option<DocumentKind>) -> Result<TextPart, Error> {
    let asked = match document {
        None => TextPart::Letterhead,
        Some(kind) => TextPart::Of(Kind::from(kind).into()),
    };
    let found = parts(office).find(|part| *part == asked);
    found.ok_or_else(|| Error::new(ErrorCode::NotYourAct))
}

fn checked(part: TextPart, text: OwnTextView) -> Result<OwnText, Error> {
    let OwnTextView { texts, lines } = text;
    let checked = OwnText { texts, lines }.checked(part);
    checked.map_err(|refused| Error::of_fields(ErrorCode::TextRefused, refused))
}

/// The agency that a specimen names: the office's own, where it is one.
fn an_agency(office: &Office) -> String {
    let catalogue = &office.catalogue;
    let own = catalogue.office(&office.acting().office).map(|office| &office.kind);
    let agency = match own {
        Some(OfficeKind::Agency(code)) => catalogue.agency(code),
        _ => catalogue.agencies.first(),
    };
    agency.map(|agency| agency.title.clone()).unwrap_or_default()
}

fn view(office: &Office) -> Result<LetterTextsView, Error> {
    let own = &office.acting().office;
    let shown: Vec<TextPartView> =
        parts(office).map(|part| part_view(office, part)).collect::<Result<_, Error>>()?;
    if shown.is_empty() {
        return Err(Error::new(ErrorCode::NotYourAct));
    }
    Ok(LetterTextsView { office: office.office(own), parts: shown })
}

fn part_view(office: &Office, part: TextPart) -> Result<TextPartView, Error> {
    let own = &office.acting().office;
    let mut versions = Vec::new();
    for text in office.own_texts(own, part).rev() {
        versions.push(version(office, part, text)?);
    }
    versions.push(TextVersionView {
        number: 1,
        at: None,
        by: None,
        text: words_view(office.built_in_words(own, part)),
    });
    Ok(TextPartView {
        document: match part {
            TextPart::Letterhead => None,
            TextPart::Of(kind) => Some(kind.into()),
        },
        fields: part.fields().map(field).collect(),
        lines: part.lines().map(lines),
        versions,
    })
}

fn version(office: &Office, part: TextPart, text: &OfficeText) -> Result<TextVersionView, Error> {
    Ok(TextVersionView {
        number: text.number,
        at: Some(text.at.into()),
        by: Some(office.officer(&text.officer)),
        text: words_view(office.words_of(part, text.hash)?),
    })
}

fn words_view(words: OwnText) -> OwnTextView {
    let OwnText { texts, lines } = words;
    OwnTextView { texts, lines }
}

fn field(field: &Field) -> TextFieldView {
    TextFieldView {
        name: field.name.to_owned(),
        longest: count(field.longest),
        slots: owned(field.slots),
        optional: field.is_optional(),
    }
}

fn lines(lines: Lines) -> TextLinesView {
    TextLinesView {
        least: count(lines.least),
        most: count(lines.most),
        longest: count(lines.longest),
        slots: owned(lines.slots),
    }
}

fn owned(slots: &[&str]) -> Vec<String> {
    slots.iter().map(|slot| (*slot).to_owned()).collect()
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
