//! Casting: who applies for which field at which office, so that nothing is missing from the whole.

use crate::case::Refusal;
use crate::catalogue::{AgencyKind, ApprovedField, BankCode, Catalogue, OfficeKind};
use crate::dates::Date;
use crate::identifiers::LicenceNumber;
use crate::people::{Activity, Applicant, NamedSupporter, Officer};
use crate::places::CountyCode;
use crate::plan::{Path, Plan, SkillCertificate};

use super::Materials;
use super::cast::{self, DemoOfficer};
use super::draw::Draw;
use super::scans::{Scans, Subject};
use super::script::{DemoCase, Script};
use super::stories::{AGENCY_DAYS, GROUPS, LABOUR_DAYS, Story};
use super::{numbers, people, plans};
use crate::sources::Randomness;

/// Every so many-th case of a group is on the development path.
const DEVELOPMENT_EVERY: usize = 3;

/// Every so many-th applicant of a group has the account at a bank whose liaison is not in the demo.
const OTHER_BANK_EVERY: usize = 5;

/// Everything that scripts draw from.
pub(super) struct World<'w> {
    pub(super) catalogue: &'w Catalogue,
    randomness: &'w dyn Randomness,
    pub(super) numbers: &'w mut dyn FnMut() -> Option<LicenceNumber>,
    pub(super) scans: &'w mut dyn Scans,
    pub(super) people: Vec<DemoOfficer>,
    pub(super) today: Date,
    pub(super) county: CountyCode,
    /// Holders of a supporter's licence, whom those name who wait for a supporter.
    pub(super) supporters: Vec<NamedSupporter>,
    pub(super) seed: u64,
    told: u64,
    counters: [usize; GROUPS],
}

/// What one application is about.
#[derive(Clone)]
pub(super) struct Casting<'w> {
    pub(super) applicant: Applicant,
    pub(super) plan: Plan,
    pub(super) certificate: SkillCertificate,
    pub(super) field: &'w ApprovedField,
    pub(super) path: Path,
    /// Whether a colleague of the reviewer saw a covered applicant's papers: not where anybody there may go on.
    pub(super) seen_at_counter: bool,
    /// For how many working days the office has had it.
    pub(super) days: i32,
    /// Spreads what is not drawn.
    pub(super) nth: usize,
}

impl Casting<'_> {
    /// Whose papers are attached.
    pub(super) fn subject(&self) -> Subject<'_> {
        Subject {
            person: self.applicant.person(),
            certificate: &self.certificate,
            field: self.field,
        }
    }
}

impl<'w> World<'w> {
    pub(super) fn new(seed: u64, today: Date, materials: Materials<'w>) -> Result<Self, Refusal> {
        let Materials { catalogue, randomness, scans, numbers } = materials;
        Ok(Self {
            catalogue,
            randomness,
            numbers,
            scans,
            people: cast::officers(catalogue),
            today,
            county: cast::county(catalogue).ok_or(Refusal::OfficeUnknown)?,
            supporters: Vec::new(),
            seed,
            told: 0,
            counters: [0; GROUPS],
        })
    }

    /// Tells the next story with a stream of its own, so that one story never changes another.
    pub(super) fn tell(&mut self, story: Story) -> Result<Vec<DemoCase>, Refusal> {
        self.told += 1;
        let mut draw = Draw::new(self.seed, self.told);
        let casting = self.casting(&mut draw, story)?;
        self.tell_as(&mut draw, story, casting)
    }

    /// Begins a script so many working days ago.
    pub(super) fn begin(&self, working_days_ago: i32) -> Script<'w> {
        self.begin_on(self.working_days_ago(working_days_ago))
    }

    /// Begins a script on a day.
    pub(super) fn begin_on(&self, day: Date) -> Script<'w> {
        let last = self.catalogue.calendar.last_working_day_on_or_before(self.today.add_days(-1));
        let supervisors = cast::supervisors(&self.people);
        Script::begin(self.catalogue, supervisors, self.randomness, day, last)
    }

    /// The open day since which so many working days have passed.
    pub(super) fn working_days_ago(&self, days: i32) -> Date {
        let calendar = &self.catalogue.calendar;
        let mut day = self.today.add_days(-1);
        while !calendar.is_working_day(day) || calendar.working_days_between(day, self.today) < days
        {
            day = day.add_days(-1);
        }
        day
    }

    /// The year whose budget is lent from: this one, or the last that the catalogue knows.
    pub(super) fn budget_year(&self) -> u16 {
        let year = u16::try_from(self.today.jalali().year()).unwrap_or(0);
        let known = self.catalogue.ceilings.iter().map(|ceiling| ceiling.year);
        known.filter(|known| *known <= year).max().unwrap_or(year)
    }

    fn casting(&mut self, draw: &mut Draw, story: Story) -> Result<Casting<'w>, Refusal> {
        let nth = self.counters[story.group()];
        self.counters[story.group()] += 1;
        let activity = match story {
            Story::SupporterAwaited => Activity::Covered,
            _ => activity(draw, nth),
        };
        self.cast(draw, story, activity, nth)
    }

    /// Casts an applicant of a kind in a story.
    pub(super) fn cast(
        &self,
        draw: &mut Draw,
        story: Story,
        activity: Activity,
        nth: usize,
    ) -> Result<Casting<'w>, Refusal> {
        let developing = match story {
            Story::Empowerment(_) | Story::ServiceNeedsMore => true,
            _ => nth % DEVELOPMENT_EVERY == 1,
        };
        let field = self.field(draw, story, developing, nth).ok_or(Refusal::FieldNotLicensable)?;
        let applicant = people::applicant(draw, activity, self.county, self.today);
        let mut plan =
            plans::plan(draw, self.catalogue, field, &applicant, self.county, self.today);
        // Most have their account at a bank with a liaison in the demo, so that they can be referred to it.
        if story.needs_loan() || nth % OTHER_BANK_EVERY != OTHER_BANK_EVERY - 1 {
            let banks = self.banks();
            let (bank, _) = banks.get(nth % banks.len().max(1)).ok_or(Refusal::BankUnknown)?;
            plan.iban = numbers::iban(draw, bank.as_str());
        }
        if story.needs_loan() && plan.capital.requested.value() == 0 {
            plan.capital.requested = plan.capital.fixed;
        }
        Ok(Casting {
            certificate: plans::certificate(draw, field, self.today),
            applicant,
            plan,
            field,
            seen_at_counter: story != Story::AgencyFresh && !story.is_pair(),
            path: if developing { Path::Development } else { Path::Standard },
            days: if story.is_approved() {
                LABOUR_DAYS[nth % LABOUR_DAYS.len()]
            } else {
                AGENCY_DAYS[nth / self.agencies().len().max(1) % AGENCY_DAYS.len()]
            },
            nth,
        })
    }

    /// Draws a field; the agencies take turns.
    fn field(
        &self,
        draw: &mut Draw,
        story: Story,
        developing: bool,
        nth: usize,
    ) -> Option<&'w ApprovedField> {
        let mut agencies = self.agencies();
        if story == Story::SupporterAwaited {
            // Who records a supporter's word at the counter is not the one who approves.
            agencies.retain(|agency| self.staff_of_agency(agency) > 1);
        }
        let year = self.budget_year();
        let fits = |field: &&ApprovedField| {
            let proposed = self.catalogue.proposed_path(&field.code, self.county);
            field.licensable
                && (!story.needs_starred() || field.starred.is_some())
                && (!story.needs_loan() || field.is_loan_eligible(year))
                && developing == (proposed == Path::Development)
        };
        (0..agencies.len()).find_map(|turn| {
            let agency = agencies[(nth + turn) % agencies.len()];
            let of_agency = self.catalogue.fields.iter().filter(|field| &field.agency == agency);
            let fields: Vec<&ApprovedField> = of_agency.filter(fits).collect();
            (!fields.is_empty()).then(|| fields[draw.index(fields.len())])
        })
    }

    /// Executive agencies with an officer in the demo.
    fn agencies(&self) -> Vec<&'w crate::catalogue::AgencyCode> {
        let agencies = self.catalogue.agencies.iter();
        let executive = agencies.filter(|agency| agency.kind == AgencyKind::Executive);
        let staffed = executive.filter(|agency| self.staff_of_agency(&agency.code) > 0);
        staffed.map(|agency| &agency.code).collect()
    }

    /// How many officers an agency has in the demo.
    fn staff_of_agency(&self, agency: &crate::catalogue::AgencyCode) -> usize {
        let office = self.catalogue.office_for(&OfficeKind::Agency(agency.clone()), self.county);
        office.map_or(0, |office| self.reviewers().filter(|p| p.office == office.id).count())
    }

    /// Banks with a liaison in the demo.
    pub(super) fn banks(&self) -> Vec<(BankCode, Officer)> {
        let people = self.reviewers();
        let liaisons =
            people.filter_map(|person| match &self.catalogue.office(&person.office)?.kind {
                OfficeKind::BankLiaison(bank) => Some((bank.clone(), person.acting())),
                OfficeKind::Agency(_)
                | OfficeKind::Jahad
                | OfficeKind::Labour
                | OfficeKind::Secretariat => None,
            });
        liaisons.collect()
    }
}

/// Each kind once in each group, then as often as such offices see them.
fn activity(draw: &mut Draw, nth: usize) -> Activity {
    match Activity::ALL.get(nth) {
        Some(activity) => *activity,
        None => match draw.within(1..=100) {
            1..=80 => Activity::Independent,
            81..=93 => Activity::Covered,
            94..=97 => Activity::SupporterNatural,
            _ => Activity::SupporterLegal,
        },
    }
}
