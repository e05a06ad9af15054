//! The bookkeeping: what is known of those concerned goes in, things that
//! happened are written down, and what changed by them comes out.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{BACK_WEEK, Content, Day, Kind, MONTH, Source, Stage, arrive, day, monday};
use crate::{Id, Time};

/// Somebody who registered themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub registered_at: Time,
    /// The browser that they registered with, until it is known what came of
    /// its visits.
    pub visitor: Option<Id>,
    /// None until the registration is worked in.
    pub source: Option<Source>,
    pub verified_on: Option<Day>,
    pub signed_in_on: Option<Day>,
    pub took_part_on: Option<Day>,
    pub back_on: Option<Day>,
}

impl Member {
    pub fn new(registered_at: Time, visitor: Option<Id>) -> Member {
        Member {
            registered_at,
            visitor,
            source: None,
            verified_on: None,
            signed_in_on: None,
            took_part_on: None,
            back_on: None,
        }
    }

    pub fn registered_on(&self) -> Day {
        day(self.registered_at)
    }
}

/// A browser's first view of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    pub at: Time,
    pub content: Content,
}

/// What is to be written.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// By day and name.
    pub counts: BTreeMap<(Day, String), i64>,
    pub gaps: BTreeMap<(Kind, Day, Day), i64>,
    pub visits: Vec<(Id, Day, Seen)>,
    pub active: Vec<(Id, Day)>,
    pub members: HashSet<Id>,
}

#[derive(Clone, Debug, Default)]
pub struct Book {
    pub members: HashMap<Id, Member>,
    /// By browser.
    pub visits: HashMap<Id, BTreeMap<Day, Seen>>,
    /// By person.
    pub active: HashMap<Id, BTreeSet<Day>>,
    /// How many days a browser's cookie lives.
    pub visitor_days: Day,
    /// What is before it is not counted: it would be swept away again.
    pub oldest: Day,
    pub changes: Changes,
}

impl Book {
    fn count(&mut self, day: Day, name: impl Into<String>, count: i64) {
        if day >= self.oldest {
            *self.changes.counts.entry((day, name.into())).or_default() += count;
        }
    }

    fn gap(&mut self, kind: Kind, (day, gap, count): (Day, Day, i64)) {
        if day >= self.oldest {
            *self.changes.gaps.entry((kind, day, gap)).or_default() += count;
        }
    }

    /// So many page views of published content.
    pub fn viewed(&mut self, day: Day, content: Content, signed_in: bool, count: i64) {
        self.count(day, views(content, signed_in), count);
    }

    /// A browser's first view of a day, as far as it is known to whoever says
    /// so.
    pub fn visited(&mut self, visitor: Id, seen: Seen) {
        let on = day(seen.at);
        let known = self.visits.entry(visitor).or_default();
        if known.contains_key(&on) {
            return;
        }
        let mut days: BTreeSet<Day> = known.keys().copied().collect();
        known.insert(on, seen);
        let changes = arrive(&mut days, on, self.visitor_days);
        changes.into_iter().for_each(|change| self.gap(Kind::Visitors, change));
        self.changes.visits.push((visitor, on, seen));
    }

    /// Somebody signed in, or came signed in.
    pub fn came(&mut self, user: Id, on: Day) {
        let days = self.active.entry(user).or_default();
        let week = monday(on)..=monday(on) + 6;
        let first_of_week = days.range(week).next().is_none();
        let changes = arrive(days, on, MONTH);
        if changes.is_empty() {
            return;
        }
        changes.into_iter().for_each(|change| self.gap(Kind::Active, change));
        self.changes.active.push((user, on));
        let source = self.source(user);
        let Some((member, source)) = self.members.get(&user).zip(source) else { return };
        let cohort = monday(member.registered_on());
        let number = (monday(on) - cohort) / 7;
        if number < 0 || !first_of_week {
            return;
        }
        self.count(cohort, retained(source, number), 1);
        if number == BACK_WEEK {
            self.reached(user, Stage::Back, on);
        }
    }

    /// What led somebody here: an invitation, or else what their browser
    /// viewed first.
    fn source(&mut self, user: Id) -> Option<Source> {
        let member = self.members.get_mut(&user)?;
        if member.source.is_none() {
            let visits = member.visitor.and_then(|visitor| self.visits.get(&visitor));
            let mut before = visits.into_iter().flat_map(BTreeMap::values);
            let first = before.find(|seen| seen.at <= member.registered_at);
            member.source = Some(first.map_or(Source::Direct, |seen| seen.content.source()));
            self.changes.members.insert(user);
        }
        member.source
    }

    /// Somebody who is among the members registered.
    pub fn registered(&mut self, user: Id) {
        let Some(source) = self.source(user) else { return };
        let Some(on) = self.members.get(&user).map(Member::registered_on) else { return };
        self.changes.members.insert(user);
        self.count(on, "registrations", 1);
        self.count(on, stage(source, Stage::Registered), 1);
    }

    /// Somebody proved their first address.
    pub fn verified(&mut self, user: Id, at: Time) {
        let on = day(at);
        let first = self.reached(user, Stage::Verified, on);
        if first || !self.members.contains_key(&user) {
            self.count(on, "verified", 1);
        }
        if !first {
            return;
        }
        let Some(member) = self.members.get_mut(&user) else { return };
        let until = member.registered_at;
        // From here on nothing ties the browser to the person.
        let Some(visitor) = member.visitor.take() else { return };
        let visits = self.visits.get(&visitor).into_iter().flatten();
        let came: Vec<Day> =
            visits.filter(|(_, seen)| seen.at <= until).map(|(day, _)| *day).collect();
        let mut days = BTreeSet::new();
        for on in came {
            let changes = arrive(&mut days, on, self.visitor_days);
            changes.into_iter().for_each(|change| self.gap(Kind::Converted, change));
        }
    }

    /// Something happened to an invitation: it was `sent`, `accepted` or
    /// `converted`.
    pub fn invitation(&mut self, what: &str, at: Time) {
        self.count(day(at), format!("invitations.{what}"), 1);
    }

    pub fn signed_in(&mut self, user: Id, at: Time) {
        self.count(day(at), "sign_ins", 1);
        self.reached(user, Stage::SignedIn, day(at));
        self.came(user, day(at));
    }

    /// Somebody wrote a post, signed up for an event or invited somebody.
    pub fn took_part(&mut self, user: Id, at: Time) {
        self.reached(user, Stage::TookPart, day(at));
    }

    /// Notes the first time; says whether it was.
    fn reached(&mut self, user: Id, stage_reached: Stage, on: Day) -> bool {
        let Some(source) = self.source(user) else { return false };
        let Some(member) = self.members.get_mut(&user) else { return false };
        let registered = member.registered_on();
        let place = match stage_reached {
            Stage::Registered => return false,
            Stage::Verified => &mut member.verified_on,
            Stage::SignedIn => &mut member.signed_in_on,
            Stage::TookPart => &mut member.took_part_on,
            Stage::Back => &mut member.back_on,
        };
        if place.is_some() {
            return false;
        }
        *place = Some(on);
        self.changes.members.insert(user);
        self.count(registered, stage(source, stage_reached), 1);
        true
    }
}

/// The names under which counts are kept.
pub fn views(content: Content, signed_in: bool) -> String {
    let who = if signed_in { "member" } else { "anonymous" };
    format!("views.{who}.{}", content.as_str())
}

/// By the day of registering.
pub fn stage(source: Source, stage: Stage) -> String {
    format!("stage.{}.{}", source.as_str(), stage.as_str())
}

/// By the Monday of registering, and the number of the week from there.
pub fn retained(source: Source, week: Day) -> String {
    format!("cohort.{}.{week}", source.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::start;
    use super::*;

    fn book() -> Book {
        Book { visitor_days: 90, ..Book::default() }
    }

    fn at(day: Day, hour: i64) -> Time {
        start(day) + chrono::Duration::hours(hour)
    }

    fn count(book: &Book, day: Day, name: &str) -> i64 {
        book.changes.counts.get(&(day, name.to_owned())).copied().unwrap_or(0)
    }

    const ANA: Id = Id::from_u128(1);
    const BROWSER: Id = Id::from_u128(2);
    /// A Monday.
    const MON: Day = 20_409;

    #[test]
    fn a_reader_becomes_a_member_and_comes_back() {
        assert_eq!(monday(MON), MON);
        let mut book = book();
        let seen = |at, content| Seen { at, content };
        book.visited(BROWSER, seen(at(MON, 8), Content::Post));
        book.visited(BROWSER, seen(at(MON, 9), Content::Event));
        book.visited(BROWSER, seen(at(MON + 3, 9), Content::Event));
        book.members.insert(ANA, Member::new(at(MON + 2, 12), Some(BROWSER)));
        book.registered(ANA);
        book.verified(ANA, at(MON + 2, 13));
        book.verified(ANA, at(MON + 3, 13));
        book.signed_in(ANA, at(MON + 3, 14));
        book.signed_in(ANA, at(MON + 3, 15));
        book.came(ANA, MON + 4);
        book.took_part(ANA, at(MON + 4, 1));
        book.came(ANA, MON + 28);
        book.came(ANA, MON + 29);
        for (name, day, wanted) in [
            ("registrations", MON + 2, 1),
            ("verified", MON + 2, 1),
            ("sign_ins", MON + 3, 2),
            ("stage.post.registered", MON + 2, 1),
            ("stage.post.verified", MON + 2, 1),
            ("stage.post.signed_in", MON + 2, 1),
            ("stage.post.took_part", MON + 2, 1),
            ("stage.post.back", MON + 2, 1),
            ("cohort.post.0", MON, 1),
            ("cohort.post.4", MON, 1),
            ("cohort.post.1", MON, 0),
        ] {
            assert_eq!(count(&book, day, name), wanted, "{name}");
        }
        // The visit after registering led to nothing.
        let converted = book.changes.gaps.iter().filter(|((kind, ..), _)| *kind == Kind::Converted);
        assert_eq!(converted.map(|((_, day, _), n)| (*day, *n)).collect::<Vec<_>>(), [(MON, 1)]);
        assert_eq!(book.members[&ANA].visitor, None);
    }

    #[test]
    fn whoever_did_not_register_themselves_is_in_no_cohort() {
        let mut book = book();
        book.verified(ANA, at(MON, 1));
        book.signed_in(ANA, at(MON, 2));
        let names: Vec<_> = book.changes.counts.keys().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["sign_ins", "verified"]);
        assert_eq!(book.changes.active, [(ANA, MON)]);
    }

    #[test]
    fn what_is_too_old_is_not_counted() {
        let mut book = Book { oldest: MON, ..book() };
        book.viewed(MON - 1, Content::Profile, false, 3);
        book.viewed(MON, Content::Profile, false, 2);
        assert_eq!(book.changes.counts.values().sum::<i64>(), 2);
    }
}
