//! Words that several pages of the administration use.

use domain::catalogue::{Catalogue, Office, OfficeId, OfficeKind};
use domain::dates::Instant;
use domain::places::divisions;

use crate::administration::passwords::PasswordError;
use crate::administration::sign_in::Missing;
use crate::administration::{AdministrationError, Duty};
use crate::web::lang::Lang;

/// A duty, with what it allows.
pub const fn duty(lang: Lang, duty: Duty) -> &'static str {
    match duty {
        Duty::Editor => lang.say(
            "ویراستار: فهرست‌ها را آماده و امضا می‌کند و درخواست‌های ارجاع‌نشده را می‌فرستد",
            "Editor: prepares and signs the catalogue, sends on what no office took",
        ),
        Duty::Publisher => lang.say(
            "منتشرکننده: آنچه دیگری امضا کرده است منتشر می‌کند",
            "Publisher: publishes what somebody else has signed",
        ),
        Duty::Technical => lang.say(
            "مسئول فنی: کارکنان و رایانه‌ها را ثبت و مسدود می‌کند",
            "Technical: enters and blocks officers and workstations",
        ),
        Duty::Auditor => lang
            .say("بازرس: هر آنچه انجام شده است می‌بیند", "Auditor: sees everything that was done"),
    }
}

/// The name of a duty alone.
pub const fn duty_name(lang: Lang, duty: Duty) -> &'static str {
    match duty {
        Duty::Editor => lang.say("ویراستار", "Editor"),
        Duty::Publisher => lang.say("منتشرکننده", "Publisher"),
        Duty::Technical => lang.say("مسئول فنی", "Technical"),
        Duty::Auditor => lang.say("بازرس", "Auditor"),
    }
}

/// The offices by province, as a form offers them.
pub fn offices(catalogue: &Catalogue) -> Vec<(String, Vec<(String, String)>)> {
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let choice = |office: &Office| (office.id.as_str().to_owned(), office.title.clone());
    let heads = |office: &&Office| office.kind == OfficeKind::Secretariat;
    let central = catalogue.offices.iter().filter(heads).map(choice).collect();
    groups.push((String::new(), central));
    for province in divisions().provinces() {
        let here = catalogue.offices.iter().filter(|office| !heads(office));
        let here = here.filter(|office| office.province == province.code).map(choice);
        let here: Vec<(String, String)> = here.collect();
        if !here.is_empty() {
            groups.push((province.name.clone(), here));
        }
    }
    groups
}

/// The name of an office, or its code where the catalogue in force does not know it any more.
pub fn office(catalogue: &Catalogue, id: &OfficeId) -> String {
    catalogue.office(id).map_or_else(|| id.to_string(), |office| office.title.clone())
}

/// Enough of a workstation's name to tell it apart.
pub fn short(device: &str) -> &str {
    device.get(device.len().saturating_sub(8)..).unwrap_or(device)
}

/// How many there are of something, which English says in two ways.
pub fn counted(lang: Lang, count: usize, fa: &str, (one, many): (&str, &str)) -> String {
    match (lang, count) {
        (Lang::Fa, count) => format!("{} {fa}", lang.digits(&count.to_string())),
        (Lang::En, 1) => format!("1 {one}"),
        (Lang::En, count) => format!("{count} {many}"),
    }
}

/// Day and hour.
pub fn moment(lang: Lang, at: Instant) -> String {
    format!("{} {}", lang.day(at.tehran_date()), lang.hour(at))
}

/// Why an act was not done.
pub fn not_done(lang: Lang, error: &AdministrationError) -> &'static str {
    match error {
        AdministrationError::Unknown => lang.say(
            "دیگر پیدا نشد. فهرست را دوباره ببینید.",
            "It is not there any more. See the list again.",
        ),
        AdministrationError::Taken => lang.say(
            "این نام حساب پیش‌تر ثبت شده است. نام دیگری بنویسید.",
            "This account is there already. Choose another name.",
        ),
        AdministrationError::OfficeUnknown => lang.say(
            "این دفتر در فهرست کنونی نیست.",
            "The catalogue in force does not know this office.",
        ),
        AdministrationError::OwnAccount => lang.say(
            "کسی حساب خودش را تغییر نمی‌دهد و برای خودش حساب دیگری نمی‌سازد. از مسئول فنی دیگری بخواهید.",
            "Nobody changes their own account or enters another one for themselves. Ask another technical administrator.",
        ),
        AdministrationError::TwoNeeded => lang.say(
            "این شخص حسابی دارد که کار می‌کند. گذرواژه و کدساز تازه را دو مسئول فنی با هم می‌دهند: یکی درخواست می‌کند و دیگری می‌پذیرد.",
            "This person has a working account. Two technical administrators renew it together: one asks, another agrees.",
        ),
        AdministrationError::ConsoleNeeded => lang.say(
            "مسئول فنی را تنها در خود سرور می‌توان ثبت یا دعوت کرد (officer add و officer invite)، تا یک نفر به جای دو نفر تصمیم نگیرد.",
            "A technical administrator is entered and invited at the server's console alone (officer add, officer invite), so that nobody decides for two.",
        ),
        AdministrationError::SamePerson => lang.say(
            "پذیرنده باید کسی جز درخواست‌کننده باشد. از مسئول فنی دیگری بخواهید.",
            "Whoever agrees is another person than the one who asked. Ask another technical administrator.",
        ),
        AdministrationError::TooEarly(_) => lang.say(
            "این کد هنوز کار نمی‌کند. یک روز پس از پذیرفتن، دوباره بیازمایید.",
            "This code does not work yet. Try again a day after it was agreed to.",
        ),
        AdministrationError::LastTechnical => lang.say(
            "این تنها حساب مسئول فنی است. نخست حساب دیگری بسازید.",
            "This is the only technical administrator. Enter another one first.",
        ),
        AdministrationError::DayPassed => lang.say(
            "روز آغاز و پایان سرپرستی نمی‌تواند گذشته باشد، و پایان پیش از آغاز نیست.",
            "Neither day may have passed, and the last is not before the first.",
        ),
        AdministrationError::Over => {
            lang.say("این کار پیش‌تر انجام شده است.", "This has been done already.")
        }
        AdministrationError::Refused(_) => lang.say(
            "وضعیت درخواست در این میان تغییر کرده است.",
            "The application has changed meanwhile.",
        ),
        AdministrationError::Store(_) => {
            lang.say("سامانه اکنون پاسخ نمی‌دهد.", "The site cannot answer now.")
        }
    }
}

/// Why somebody is not let in. Nobody is told whether account or password is wrong.
pub const fn not_signed_in(lang: Lang, missing: Missing) -> &'static str {
    match missing {
        Missing::Password => lang.say(
            "حساب، گذرواژه یا کد یک‌بارمصرف درست نیست. هر کد را تنها یک بار می‌توان نوشت.",
            "Account, password or one-time code is wrong. Each code works once.",
        ),
        Missing::Code => lang.say(
            "حساب، گذرواژه یا کد یک‌بارمصرف درست نیست. شاید ساعت گوشی شما درست نباشد: تاریخ و ساعت گوشی را روی «خودکار» بگذارید و کد تازه را بنویسید. هر کد را تنها یک بار می‌توان نوشت.",
            "Account, password or one-time code is wrong. The clock of your phone may be wrong: set its date and time to automatic, and enter the newest code. Each code works once.",
        ),
        Missing::NextCode => lang.say(
            "در یک روز گذشته کسی گذرواژهٔ این حساب را می‌دانسته و کدهای بسیاری آزموده است. برای ورود، کد بعدی را هم که نیم دقیقهٔ دیگر نشان داده می‌شود بنویسید؛ سپس گذرواژه را عوض کنید.",
            "Within the last day somebody knew this password and tried many codes. Enter the next code as well, which is shown within half a minute; then change the password.",
        ),
    }
}

/// Why a text is no password.
pub fn weak(lang: Lang, error: PasswordError) -> String {
    match error {
        PasswordError::TooShort => lang.say(
            "گذرواژه دست‌کم دوازده نویسه باید داشته باشد.",
            "A password has at least twelve characters.",
        ),
        PasswordError::TooLong => {
            lang.say("گذرواژه بیش از اندازه بلند است.", "The password is too long.")
        }
        PasswordError::NamesTheAccount => lang.say(
            "نام حساب در گذرواژه آمده است و آن را نخست حدس می‌زنند. گذرواژه‌ای بی نام حساب بنویسید.",
            "The account’s name is in the password, which is guessed first. Choose one without it.",
        ),
        PasswordError::TooEasy => lang.say(
            "این گذرواژه از آن‌هایی است که زود حدس می‌زنند: واژه‌های رایج، کلیدهای کنار هم، تکرار یا تاریخ. سه یا چهار واژهٔ بی‌ربط کنار هم بنویسید.",
            "This is among what is guessed first: common words, rows of keys, repetitions or days. Write three or four unrelated words.",
        ),
    }
    .to_owned()
}
