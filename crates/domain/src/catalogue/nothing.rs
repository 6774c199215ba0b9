//! What stands before the first edition is published.

use std::collections::BTreeMap;

use super::{ApplicantRules, Catalogue, Edition, EditionId, PaperRules};
use crate::calendar::WorkingCalendar;
use crate::dates::Date;

impl Catalogue {
    /// Returns the catalogue of a registry that has no edition yet: no office, no field, nothing is allowed.
    pub fn nothing() -> Self {
        let never = Date::FIRST;
        let id = EditionId::of("none");
        Self {
            edition: Edition {
                id,
                issued_on: never,
                valid_from: never,
                official: false,
                source: String::new(),
            },
            agencies: Vec::new(),
            fields: Vec::new(),
            programmes: Vec::new(),
            conditions: Vec::new(),
            agency_checklist: Vec::new(),
            labour_checklist: Vec::new(),
            documents: Vec::new(),
            banks: Vec::new(),
            ceilings: Vec::new(),
            deadlines: Vec::new(),
            look_up_after_days: 0,
            rules: ApplicantRules {
                supporter_min_age: 0,
                supporter_min_experience_years: 0,
                supporter_own_contribution_percent: 0,
                max_licences_per_person: 0,
                licence_validity_years: 0,
                referral_validity_months: 0,
                refer_provisional: false,
            },
            papers: PaperRules {
                answer_days: 0,
                objection_days: 0,
                empowerment_days: 0,
                clearance_days: 0,
                provisional_days: 0,
                verification_host: String::new(),
                licence_conditions: Vec::new(),
            },
            offices: Vec::new(),
            calendar: WorkingCalendar { weekend: Vec::new(), holidays: BTreeMap::new() },
        }
    }
}
