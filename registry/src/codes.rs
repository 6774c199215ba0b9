//! The words by which columns say what enums of the domain say.

use domain::case::StageName;
use domain::people::Activity;

/// The word of a stage.
pub const fn stage(stage: StageName) -> &'static str {
    match stage {
        StageName::Registered => "registered",
        StageName::AgencyReview => "agencyReview",
        StageName::AgencyWaiting => "agencyWaiting",
        StageName::Clearance => "clearance",
        StageName::Empowerment => "empowerment",
        StageName::LabourReview => "labourReview",
        StageName::LabourWaiting => "labourWaiting",
        StageName::Licensed => "licensed",
        StageName::BankReferred => "bankReferred",
        StageName::Closed => "closed",
        StageName::Refused => "refused",
        StageName::Withdrawn => "withdrawn",
        StageName::Disputed => "disputed",
    }
}

/// The word of a kind of activity.
pub const fn activity(activity: Activity) -> &'static str {
    match activity {
        Activity::Independent => "independent",
        Activity::Covered => "covered",
        Activity::SupporterNatural => "supporterNatural",
        Activity::SupporterLegal => "supporterLegal",
    }
}

/// Reads the word of a kind of activity.
pub fn activity_of(word: &str) -> Option<Activity> {
    Activity::ALL.into_iter().find(|known| activity(*known) == word)
}

/// Reads the word of a stage.
pub fn stage_of(word: &str) -> Option<StageName> {
    StageName::ALL.into_iter().find(|known| stage(*known) == word)
}
