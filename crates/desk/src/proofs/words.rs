//! What each finding says to people.

use wire::proof::{ProofError, State};

use super::Finding;

/// The message and the hint of a finding.
pub(super) const fn of(finding: Finding) -> (&'static str, &'static str) {
    match finding {
        Finding::Valid => ("مجوز اصیل و معتبر است.", "نام و رشته را با کاغذ بسنجید."),
        Finding::Provisional => (
            "مجوز اصیل و موقت است؛ ثبت آن در سامانهٔ مرکزی هنوز تأیید نشده است.",
            "نام و رشته را با کاغذ بسنجید و چند روز دیگر دوباره بررسی کنید.",
        ),
        Finding::Expired => (
            "مجوز اصیل است ولی اعتبار آن، یا مهلت نسخهٔ موقت آن، گذشته است.",
            "از دارنده نسخهٔ تازه یا مجوز تمدیدشده بخواهید.",
        ),
        Finding::Suspended => {
            ("مجوز اصیل است ولی اکنون تعلیق شده است.", "علت را از ادارهٔ صادرکننده بپرسید.")
        }
        Finding::Revoked => (
            "مجوز اصیل است ولی لغو یا با مجوز دیگری جایگزین شده است.",
            "از دارنده مجوز نافذ بخواهید، یا از ادارهٔ صادرکننده بپرسید.",
        ),
        Finding::Unreadable => (
            "این متن خوانده نشد؛ دربارهٔ مجوز چیزی گفته نمی‌شود.",
            "کد را دوباره و کامل از روی کاغذ بخوانید.",
        ),
        Finding::Specimen => {
            ("این کد از یک سند نمونه است و مجوز نیست.", "اصل مجوز را از دارنده بخواهید.")
        }
        Finding::BadSignature => (
            "امضای این کد درست نیست؛ مجوز اصیل نیست یا دست خورده است.",
            "آن را نپذیرید و به ادارهٔ کار خبر دهید.",
        ),
        Finding::OutsideBlock => (
            "این شماره به دستگاهی که امضا کرده داده نشده است؛ مجوز اصیل نیست.",
            "آن را نپذیرید و به ادارهٔ کار خبر دهید.",
        ),
        Finding::AfterLease => (
            "تاریخ صدور پس از پایان مهلت شماره‌هاست؛ مجوز اصیل نیست.",
            "آن را نپذیرید و به ادارهٔ کار خبر دهید.",
        ),
        Finding::NotYetIssued => (
            "تاریخ صدور این مجوز پس از فرداست؛ درستی یا نادرستی کد دانسته نشد.",
            "تاریخ این دستگاه را ببینید؛ اگر درست است، برگه را نپذیرید و از ادارهٔ صادرکننده بپرسید.",
        ),
        Finding::IssuerUnknown => (
            "صادرکنندهٔ این کد در فهرست اعتماد نیست؛ درستی یا نادرستی آن دانسته نشد.",
            "فهرست اعتماد تازه را با --trust بدهید.",
        ),
        Finding::TrustListTooOld => (
            "تاریخ فهرست اعتماد گذشته است؛ درستی یا نادرستی کد دانسته نشد.",
            "فهرست اعتماد تازه را بگیرید و با --trust بدهید.",
        ),
        Finding::NotTrusted => (
            "فهرست اعتماد یا فهرست وضعیت را کسی که باید امضا نکرده است.",
            "فهرست را دوباره از سامانهٔ مرکزی بگیرید و کلید ریشه را با --root بدهید.",
        ),
    }
}

/// The same of a licence that the sample authority vouches for: whatever is found, it is none.
pub(super) fn of_sample(message: &str) -> (String, &'static str) {
    let message = format!("این مجوز نمونه است و اعتباری ندارد. اگر نمونه نبود: {message}");
    (message, "آن را به‌جای مجوز نپذیرید؛ اصل مجوز را از دارنده بخواهید.")
}

impl From<State> for Finding {
    fn from(state: State) -> Self {
        match state {
            State::Valid => Self::Valid,
            State::Provisional => Self::Provisional,
            State::Expired => Self::Expired,
            State::Suspended => Self::Suspended,
            State::Revoked => Self::Revoked,
        }
    }
}

impl From<ProofError> for Finding {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Unreadable => Self::Unreadable,
            ProofError::Specimen => Self::Specimen,
            ProofError::BadSignature => Self::BadSignature,
            ProofError::OutsideBlock => Self::OutsideBlock,
            ProofError::AfterLease => Self::AfterLease,
            ProofError::NotYetIssued => Self::NotYetIssued,
            ProofError::IssuerUnknown => Self::IssuerUnknown,
            ProofError::TrustListTooOld => Self::TrustListTooOld,
            ProofError::NotTrusted => Self::NotTrusted,
        }
    }
}
