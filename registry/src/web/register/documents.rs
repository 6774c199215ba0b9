//! The documents: which are asked for, which have come, in any order.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use documents::attachment::{FileProblem, Language};
use domain::case::Case;
use domain::catalogue::{Catalogue, DocumentCode, FieldCode, Need, RequiredDocument};
use maud::{Markup, html};

use super::{Step, not_done, page, plan_form, see, steps};
use crate::acts::{self, ActError, Applicant};
use crate::drafts::{self, Page};
use crate::files::{MAX_BYTES, TOO_LARGE};
use crate::registry::Registry;
use crate::uploads::{self, Progress, Upload};
use crate::web::App;
use crate::web::form::Typed;
use crate::web::lang::Lang;
use crate::web::whose::Whose;

pub(super) const PATH: &str = "/register/documents";
/// What a browser offers to choose from.
pub(in crate::web) const ACCEPTED: &str = "application/pdf,image/jpeg,image/png";

pub(super) fn routes() -> Router<App> {
    Router::new().route(PATH, get(show))
}

/// The papers of a case, and whose they are.
struct Held {
    papers: Papers,
    whose: Whose,
}

/// What is asked of an applicant, and what has come.
pub(super) struct Papers {
    pub(super) asked: Vec<RequiredDocument>,
    pub(super) uploads: Vec<Upload>,
}

impl Papers {
    /// What is asked depends on the applicant and, once it is chosen, on the field.
    pub(super) fn of(
        case: &Case,
        catalogue: &Catalogue,
        field: Option<&FieldCode>,
        uploads: Vec<Upload>,
    ) -> Self {
        let field = field.and_then(|code| catalogue.field(code));
        let asked = catalogue.documents.iter().filter(|d| d.is_asked_of(&case.applicant, field));
        Self { asked: asked.cloned().collect(), uploads }
    }

    /// The upload of a document that came whole.
    pub(super) fn whole(&self, document: DocumentCode) -> Option<&Upload> {
        let whole = |upload: &&Upload| matches!(upload.progress, Progress::Whole(_));
        self.uploads.iter().filter(whole).find(|upload| upload.document == document)
    }

    /// The documents without which the application is not complete.
    pub(super) fn missing(&self) -> Vec<&RequiredDocument> {
        let missing =
            |d: &&RequiredDocument| d.need == Need::Mandatory && self.whole(d.code).is_none();
        self.asked.iter().filter(missing).collect()
    }
}

/// Reads what is asked and what has come; nothing once the application is handed in.
async fn read(
    registry: &Registry,
    lang: Lang,
    applicant: &Applicant,
) -> Result<Option<Held>, ActError> {
    let (mut tx, case) = acts::read(registry, applicant).await?;
    if !acts::is_to_be_submitted(&case) {
        return Ok(None);
    }
    let draft = drafts::read::<Typed>(&mut tx, registry, (case.id, Page::Plan)).await?;
    let uploads = uploads::of_case(&mut tx, registry, case.id).await?;
    let catalogue = acts::rules(registry, &case)?;
    let field = draft.and_then(|draft| plan_form::field(&draft.typed, &catalogue));
    let papers = Papers::of(&case, &catalogue, field.as_ref(), uploads);
    Ok(Some(Held { papers, whose: Whose::of(lang, registry, applicant, Some(&case.applicant)) }))
}

async fn show(State(registry): State<Registry>, lang: Lang, applicant: Applicant) -> Response {
    with_error(&registry, lang, &applicant, None).await
}

/// The page, with what is wrong with a document that was just sent.
pub(super) async fn with_error(
    registry: &Registry,
    lang: Lang,
    applicant: &Applicant,
    wrong: Option<(DocumentCode, String)>,
) -> Response {
    match read(registry, lang, applicant).await {
        Ok(Some(held)) => {
            let status = match wrong {
                None => StatusCode::OK,
                Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
            };
            (status, [applicant.cookie(registry)], shown(lang, &held, wrong.as_ref()))
                .into_response()
        }
        Ok(None) => see(lang, "/status"),
        Err(error) => not_done(&error, lang),
    }
}

/// Why a file is not taken in, and what to do.
pub(in crate::web) fn why_not(lang: Lang, problem: FileProblem) -> String {
    problem.say(match lang {
        Lang::Fa => Language::Persian,
        Lang::En => Language::English,
    })
}

/// What is taken in, in a few words.
pub(in crate::web) fn accepted(lang: Lang) -> String {
    let most = lang.digits(&(MAX_BYTES / (1024 * 1024)).to_string());
    match lang {
        Lang::Fa => format!("عکس یا PDF، تا {most} مگابایت"),
        Lang::En => format!("A picture or a PDF of up to {most} MB"),
    }
}

fn shown(lang: Lang, held: &Held, wrong: Option<&(DocumentCode, String)>) -> Markup {
    let title = lang.say("مدارک", "Documents");
    let most = lang.digits(&(MAX_BYTES / (1024 * 1024)).to_string());
    let Held { papers, whose } = held;
    let missing = papers.missing();
    let body = html! {
        (whose.bar())
        (steps(lang, Step::Plan))
        h1 { (title) }
        p.lead {
            @match lang {
                Lang::Fa => { "هر مدرک را جداگانه و به هر ترتیبی که خواستید بفرستید: PDF یا عکس، هر فایل تا " (most) " مگابایت. فایل تازه جای فایل پیشین را می‌گیرد." }
                Lang::En => { "Send each document on its own, in any order: a PDF or a picture of up to " (most) " MB. A new file takes the place of the one before." }
            }
        }
        @if let Some((document, message)) = wrong {
            section.summary role="alert" aria-labelledby="summary" tabindex="-1" {
                h2 #summary { (lang.say("یک مدرک پذیرفته نشد", "A document was not taken in")) }
                ul { li { a href={ "#d" (document) } { (message) } } }
            }
        }
        section.card data-missing {
            h2 { (lang.say("چه مانده است؟", "What is missing?")) }
            @if missing.is_empty() {
                p { (lang.say("همهٔ مدارک لازم آمده است.", "Every document that is needed has come.")) }
            } @else {
                ul.dots { @for document in &missing { li { a href={ "#d" (document.code) } { (document.title) } } } }
            }
        }
        @for document in &papers.asked {
            (card(lang, held, document, wrong.filter(|(code, _)| *code == document.code)))
        }
        a.button href=(lang.path("/register/confirm")) { (lang.say("ادامه: تأیید پایانی", "Go on: confirmation")) }
        " "
        a.button.second href=(lang.path("/register/plan")) { (lang.say("بازگشت به طرح", "Back to the plan")) }
    };
    page(lang, title, PATH, wrong.is_some(), &body)
}

fn card(
    lang: Lang,
    Held { papers, whose }: &Held,
    document: &RequiredDocument,
    wrong: Option<&(DocumentCode, String)>,
) -> Markup {
    let code = document.code;
    let whole = papers.whole(code);
    let input = format!("f{code}");
    let said = format!("f{code}-error");
    html! {
        section.card.document #{ "d" (code) } {
            h2 { (document.title) }
            p data-state {
                @match (whole, document.need) {
                    (Some(_), _) => span.tag.good { (lang.say("آمده است", "It has come")) },
                    (None, Need::Mandatory) => span.tag.open { (lang.say("لازم است", "Needed")) },
                    (None, Need::Optional) => span.tag.wait { (lang.say("اختیاری", "Optional")) },
                }
                @if let Some(upload) = whole {
                    " " a href=(lang.path(&format!("/register/uploads/{}", upload.id))) { bdi { (upload.name) } }
                    " " span.hint { (size(lang, upload.size)) }
                }
            }
            form method="post" enctype="multipart/form-data" action=(whose.address(&format!("{PATH}/{code}")))
                data-upload=(lang.path("/register/uploads")) data-document=(code) data-case=(whose.form()) data-most=(MAX_BYTES)
                data-sending=(lang.say("در حال فرستادن", "Sending"))
                data-cut=(lang.say("خط قطع شد؛ با برگشتن آن از همان‌جا ادامه می‌یابد.", "The line was cut; it goes on from there when it is back."))
                data-done=(lang.say("آمده است", "It has come"))
                data-stop=(lang.say("توقف", "Stop"))
                data-stopped=(lang.say("متوقف شد. با انتخاب دوبارهٔ همین فایل از همان‌جا ادامه می‌یابد.", "Stopped. Choose the same file again to go on from there."))
                data-large=(why_not(lang, TOO_LARGE)) {
                div.question.wrong[wrong.is_some()] {
                    label for=(input) {
                        @match whole {
                            None => (lang.say("انتخاب فایل", "Choose the file")),
                            Some(_) => (lang.say("جایگزینی با فایل دیگر", "Take another file")),
                        }
                    }
                    p.message id=(said) hidden[wrong.is_none()] data-message { @if let Some((_, message)) = wrong { (message) } }
                    input id=(input) name="file" type="file" accept=(ACCEPTED) aria-describedby=(said)
                        aria-invalid=[wrong.map(|_| "true")];
                }
                progress hidden max="100" value="0" aria-label=(document.title) {}
                p.hint data-said role="status" {}
                button.button.second { (lang.say("فرستادن", "Send")) span.away { " " (document.title) } }
            }
        }
    }
}

/// A size, as people read it.
pub(super) fn size(lang: Lang, bytes: usize) -> String {
    let kilobytes = lang.digits(&bytes.div_ceil(1024).to_string());
    match lang {
        Lang::Fa => format!("{kilobytes} کیلوبایت"),
        Lang::En => format!("{kilobytes} KB"),
    }
}
