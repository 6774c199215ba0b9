//! How an edition goes on: the name of the next one, and old rules in a world that has moved on.

use std::collections::BTreeSet;

use super::{Catalogue, EditionId};
use crate::dates::Date;

impl EditionId {
    /// Returns the name that an edition after this one usually has: `1405/2` after `1405/1`.
    #[must_use]
    pub fn next(&self) -> Self {
        let (year, rest) = self.as_str().split_once('/').unwrap_or(("", self.as_str()));
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, tail) = rest.split_at(digits);
        let counted = number.parse::<u32>().ok().filter(|_| !year.is_empty());
        let next = match counted {
            Some(number) => format!("{year}/{}{tail}", number.saturating_add(1)),
            None => format!("{self}-2"),
        };
        Self::parse(&next).unwrap_or_else(|_| self.clone())
    }
}

impl Catalogue {
    /// Returns this edition as it judges cases while a newer one is in force.
    ///
    /// Conditions, checklists, documents, deadlines and rules stay as they were. What the world decides goes
    /// on: offices, holidays, and money for years of which this edition did not know.
    #[must_use]
    pub fn under(&self, newest: &Self) -> Self {
        let mut judged = self.clone();
        if self.edition.id == newest.edition.id {
            return judged;
        }
        // An office that is closed was told to cases of this edition, and desks may still name it.
        judged.offices.retain(|office| newest.office(&office.id).is_none());
        judged.offices.splice(0..0, newest.offices.iter().cloned());
        let known: BTreeSet<i32> = newest.calendar.holidays.keys().copied().map(year_of).collect();
        judged.calendar.holidays.retain(|day, _| !known.contains(&year_of(*day)));
        judged.calendar.holidays.extend(newest.calendar.holidays.clone());
        judged.banks.extend(newest.banks.iter().filter(|b| self.bank(&b.code).is_none()).cloned());
        let own = |year: u16| self.ceiling(year).is_some();
        judged.ceilings.extend(newest.ceilings.iter().filter(|c| !own(c.year)).cloned());
        for field in &mut judged.fields {
            let later = newest.field(&field.code).map_or(&[][..], |field| &field.loan_years[..]);
            let later = later.iter().copied().filter(|year| !own(*year));
            let later: Vec<u16> = later.filter(|year| !field.loan_years.contains(year)).collect();
            field.loan_years.extend(later);
        }
        judged
    }
}

fn year_of(day: Date) -> i32 {
    day.jalali().year()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Certainty, Holiday};
    use crate::catalogue::{ConditionNumber, FieldCode, OfficeId, OfficeKind, sample};
    use crate::dates::{DateError, JalaliDate};
    use crate::places::CountyCode;

    #[test]
    fn editions_of_a_year_are_counted() {
        let next = |id| EditionId::of(id).next().to_string();
        assert_eq!(next("1405/1"), "1405/2");
        assert_eq!(next("1405/9-sample"), "1405/10-sample");
        assert_eq!(next("spring"), "spring-2");
        assert_eq!(next("1405/x"), "1405/x-2");
        assert_eq!(next(&"9".repeat(40)), "9".repeat(40));
    }

    #[test]
    fn an_old_edition_keeps_its_rules_while_the_world_moves_on() -> Result<(), DateError> {
        let old = sample();
        let mut newest = sample();
        newest.edition.id = newest.edition.id.next();
        newest.rules.licence_validity_years = 9;
        newest.conditions.retain(|condition| condition.number != ConditionNumber(11));
        let closed = newest.offices.remove(0);
        let mut opened = newest.offices[0].clone();
        (opened.id, opened.kind) = (OfficeId::of("LABOUR-0004"), OfficeKind::Labour);
        opened.county = Some(CountyCode::of(4));
        newest.offices.push(opened.clone());
        let mut ceiling = newest.ceilings[3].clone();
        ceiling.year = 1406;
        newest.ceilings.push(ceiling);
        newest.ceilings[0].term_months = 1;
        for field in &mut newest.fields {
            field.loan_years = vec![1404, 1406];
        }
        let day = |text| JalaliDate::parse(text).map(JalaliDate::date);
        let holiday = Holiday { title: "عید فطر".to_owned(), certainty: Certainty::Fixed };
        newest.calendar.holidays = [(day("1406/12/08")?, holiday)].into();

        let judged = old.under(&newest);
        assert_eq!(judged.edition, old.edition);
        assert_eq!(judged.rules, old.rules);
        assert!(judged.condition(ConditionNumber(11)).is_some());
        assert_eq!(judged.office(&opened.id), Some(&opened));
        assert_eq!(judged.office(&closed.id), Some(&closed));
        assert_eq!(judged.ceiling(1406).map(|ceiling| ceiling.year), Some(1406));
        assert_eq!(judged.ceiling(1402), old.ceiling(1402));
        let carpets = judged.field(&FieldCode::of("2025"));
        let lent = |year| carpets.is_some_and(|field| field.is_loan_eligible(year));
        assert_eq!([1404, 1405, 1406].map(lent), [false, true, true]);
        let closed = |text| day(text).map(|day| judged.calendar.holidays.contains_key(&day));
        assert_eq!(closed("1406/12/07"), Ok(false));
        assert_eq!(closed("1406/12/08"), Ok(true));
        assert_eq!(closed("1405/01/01"), Ok(true));
        assert_eq!(old.under(&old), old);
        Ok(())
    }
}
