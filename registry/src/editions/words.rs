//! Sections, flaws and errors of editions in words, for pages and for the console.

use domain::catalogue::{Absent, DeadlineCode, Flaw, FlawKind, Section, Unreadable};
use domain::people::Activity;

use super::draft::{DraftAct, DraftError};
use crate::web::lang::Lang;

/// The name of a section.
pub const fn section(lang: Lang, section: Section) -> &'static str {
    match section {
        Section::Edition => lang.say("شناسنامهٔ ویرایش", "The edition itself"),
        Section::Offices => lang.say("دفترها", "Offices"),
        Section::Agencies => lang.say("دستگاه‌های اجرایی", "Agencies"),
        Section::Fields => lang.say("رشته‌های مصوب", "Approved fields"),
        Section::Programmes => lang.say("طرح‌های توسعه", "Programmes"),
        Section::Conditions => lang.say("شرایط شماره‌دار", "Numbered conditions"),
        Section::AgencyChecklist => lang.say("فهرست بررسی دستگاه", "Agency's checklist"),
        Section::LabourChecklist => lang.say("فهرست بررسی ادارهٔ کار", "Labour office's checklist"),
        Section::Documents => lang.say("مدارک", "Documents"),
        Section::Banks => lang.say("بانک‌های عامل", "Agent banks"),
        Section::Ceilings => lang.say("سقف تسهیلات", "Ceilings"),
        Section::Deadlines => lang.say("مهلت‌ها", "Deadlines"),
        Section::LookUpAfterDays => lang.say("زمان پیگیری", "When to look up"),
        Section::Rules => lang.say("قواعد متقاضی و مجوز", "Rules of applicants and licences"),
        Section::Papers => lang.say("برگه‌ها و نامه‌ها", "Papers"),
        Section::Weekend => lang.say("روزهای تعطیل هفته", "Weekend"),
        Section::Holidays => lang.say("تعطیلات رسمی", "Holidays"),
    }
}

/// What was done to the draft.
pub const fn act(lang: Lang, act: DraftAct) -> &'static str {
    match act {
        DraftAct::Begun => lang.say("از نو آغاز شد", "begun anew"),
        DraftAct::Imported => lang.say("از فایل خوانده شد", "taken from a file"),
        DraftAct::Added => lang.say("افزوده شد", "added"),
        DraftAct::Changed => lang.say("تغییر کرد", "changed"),
        DraftAct::Removed => lang.say("برداشته شد", "removed"),
    }
}

/// What is wrong.
pub fn flaw(lang: Lang, flaw: &Flaw) -> String {
    let number = |number: i64| lang.digits(&number.to_string());
    match &flaw.kind {
        FlawKind::Text(error) => text(lang, error.code()).to_owned(),
        FlawKind::OutOfRange { least, most } => match lang {
            Lang::Fa => format!("عدد باید از {} تا {} باشد.", number(*least), number(*most)),
            Lang::En => format!("The number must be from {least} to {most}."),
        },
        FlawKind::BadForm => lang
            .say("به شکلی که باید، نوشته نشده است.", "It is not written as such things are.")
            .to_owned(),
        FlawKind::Twice { first } => match lang {
            Lang::Fa => format!("تکراری است؛ نخست در «{first}» آمده است."),
            Lang::En => format!("It stands twice; first in {first}."),
        },
        FlawKind::Unknown(what) => match lang {
            Lang::Fa => format!("در «{}» چنین چیزی نیست.", section(lang, *what)),
            Lang::En => format!("There is no such row in “{}”.", section(lang, *what)),
        },
        FlawKind::OtherKind(what) => match lang {
            Lang::Fa => format!("در «{}» از نوع دیگری است.", section(lang, *what)),
            Lang::En => format!("In “{}” it is of another kind.", section(lang, *what)),
        },
        FlawKind::UnknownPlace => lang
            .say(
                "استان یا شهرستانی با این کد نیست.",
                "There is no province or county of this code.",
            )
            .to_owned(),
        FlawKind::OutsideProvince => lang
            .say("این شهرستان در استان دیگری است.", "The county lies in another province.")
            .to_owned(),
        FlawKind::Overlap { first } => match lang {
            Lang::Fa => format!("دفتر دیگری از همین نوع برای همین جا هست: «{first}»."),
            Lang::En => format!("Another office of this kind is there for this place: {first}."),
        },
        FlawKind::BeforeIssue => {
            lang.say("روز آغاز پیش از روز صدور است.", "It applies before it is issued.").to_owned()
        }
        FlawKind::TooMuch => lang
            .say(
                "حاصل‌ضرب سهم هر شغل و شمار شغل‌ها بیش از اندازه است.",
                "Jobs times the sum for each is too much.",
            )
            .to_owned(),
        FlawKind::Absent(what) => absent(lang, *what),
    }
}

fn text(lang: Lang, code: &str) -> &'static str {
    match code {
        "empty" => lang.say("چیزی نوشته نشده است.", "Nothing is written."),
        "too-long" => lang.say("متن بیش از اندازه بلند است.", "The text is too long."),
        _ => lang.say(
            "متن نویسه‌ای دارد که در برگه‌ها نمی‌آید.",
            "The text has a character that papers do not show.",
        ),
    }
}

fn absent(lang: Lang, what: Absent) -> String {
    let said = |fa, en| lang.say(fa, en).to_owned();
    match what {
        Absent::Rows => said("دست‌کم یک مورد لازم است.", "At least one is needed."),
        Absent::Secretariat => said("دبیرخانه در فهرست نیست.", "The secretariat is not there."),
        Absent::LabourOffice => said(
            "هیچ ادارهٔ کاری نیست؛ کسی نمی‌تواند مجوز صادر کند.",
            "There is no labour office, and nobody else issues licences.",
        ),
        Absent::JahadOffice => said(
            "در این استان واحد جهاد دانشگاهی نیست.",
            "There is no Jahad unit in this province.",
        ),
        Absent::Deadline(DeadlineCode::AgencyReview) => said(
            "مهلت بررسی دستگاه اجرایی نیست.",
            "The deadline of the agency's review is not there.",
        ),
        Absent::Deadline(DeadlineCode::LabourReview) => said(
            "مهلت بررسی ادارهٔ کار نیست.",
            "The deadline of the labour office's review is not there.",
        ),
        Absent::Document(kind) => match lang {
            Lang::Fa => format!("از متقاضی {} هیچ مدرکی خواسته نمی‌شود.", activity(lang, kind)),
            Lang::En => {
                format!("No document is asked of this kind of applicant: {}.", activity(lang, kind))
            }
        },
        Absent::Holidays(year) => match lang {
            Lang::Fa => format!("تعطیلات سال {} نیست.", lang.digits(&year.to_string())),
            Lang::En => format!("The holidays of {year} are not there."),
        },
        Absent::Ceiling(year) => match lang {
            Lang::Fa => format!("سقف تسهیلات سال {} نیست.", lang.digits(&year.to_string())),
            Lang::En => format!("The ceilings of {year} are not there."),
        },
        Absent::Evidence => said(
            "هیچ ردیف، مدرک یا دانسته‌ای این شرط را نشان نمی‌دهد؛ کسی نمی‌تواند با آن رد کند.",
            "No row, document or circumstance shows this condition; nobody could refuse by it.",
        ),
        Absent::OpenDay => {
            said("هیچ روز کاری نمی‌ماند.", "No day is left on which offices are open.")
        }
    }
}

/// A kind of activity.
pub const fn activity(lang: Lang, activity: Activity) -> &'static str {
    match activity {
        Activity::Independent => lang.say("مستقل", "independent"),
        Activity::Covered => lang.say("تحت پوشش", "covered"),
        Activity::SupporterNatural => lang.say("پشتیبان حقیقی", "supporter, natural person"),
        Activity::SupporterLegal => lang.say("پشتیبان حقوقی", "supporter, legal person"),
    }
}

/// Why a file is no edition.
pub fn unreadable(lang: Lang, error: &Unreadable) -> String {
    match (lang, error) {
        (Lang::En, error) => format!("The file is no edition: {error}."),
        (Lang::Fa, Unreadable::TooLarge) => "فایل از هر ویرایشی بزرگ‌تر است.".to_owned(),
        (Lang::Fa, Unreadable::NotJson { line, column }) => format!(
            "این فایل JSON درستی نیست: سطر {}، ستون {}.",
            lang.digits(&line.to_string()),
            lang.digits(&column.to_string())
        ),
        (Lang::Fa, Unreadable::Misfit { path, line, why }) => {
            let line = match line {
                0 => String::new(),
                line => format!(" (سطر {})", lang.digits(&line.to_string())),
            };
            format!("مقدار «{path}»{line} خوانده نمی‌شود: {why}")
        }
    }
}

/// Why nothing was done to the draft.
pub fn not_done(lang: Lang, error: &DraftError) -> String {
    let said = |fa, en| lang.say(fa, en).to_owned();
    match error {
        DraftError::Stale(_) => said(
            "از زمانی که این صفحه را باز کردید، پیش‌نویس تغییر کرده است.",
            "The draft has changed since you opened this page.",
        ),
        DraftError::NoDraft => said("پیش‌نویسی در کار نیست.", "There is no draft."),
        DraftError::NoRow => said("این ردیف دیگر نیست.", "The row is not there any more."),
        DraftError::Misfit(error) => unreadable(lang, error),
        DraftError::Flawed(_) => said(
            "پیش‌نویس ایراد دارد. نخست ایرادها را برطرف کنید.",
            "The draft has flaws. Put them right first.",
        ),
        DraftError::NameTaken(id) => match lang {
            Lang::Fa => format!("ویرایشی به نام «{id}» پیش‌تر منتشر شده است. نام دیگری بنویسید."),
            Lang::En => format!("An edition {id} is published already. Choose another name."),
        },
        DraftError::NotSigned => {
            said("این نسخه هنوز امضا نشده است.", "Nobody has signed this version yet.")
        }
        DraftError::SamePerson => said(
            "کسی که امضا کرده است نمی‌تواند منتشر کند؛ شخص دیگری باید منتشر کند.",
            "Whoever signed does not publish; another person must.",
        ),
        DraftError::TooEarly { first } => match lang {
            Lang::Fa => format!("روز آغاز باید {} یا پس از آن باشد.", lang.day(*first)),
            Lang::En => format!("The first day must be {} or later.", lang.day(*first)),
        },
        DraftError::Store(_) => said("سامانه اکنون پاسخ نمی‌دهد.", "The site cannot answer now."),
    }
}
