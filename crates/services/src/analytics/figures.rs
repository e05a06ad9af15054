//! The figures of a range of days, out of the roll-ups.

use std::collections::BTreeMap;

use domain::analytics::{Day, Gaps, Kind, MONTH, Range, Source, Stage, day, monday, rate};
use domain::{Actor, Permission, Result};

use crate::App;

/// Weeks of a cohort that are followed: the one of registering, and a year.
const WEEKS: usize = 53;

/// What is told of a range, or of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    pub anonymous_visitors: i64,
    pub anonymous_views: i64,
    pub registrations: i64,
    pub verified: i64,
    pub conversion_rate: f64,
    /// On the last day of the range, within the week to it, and the month.
    pub daily_active: i64,
    pub weekly_active: i64,
    pub monthly_active: i64,
}

#[derive(Clone, Debug)]
pub struct Conversion {
    pub whole: Figures,
    pub days: Vec<(Day, Figures)>,
}

/// All that figures are made of.
struct Ground {
    counts: BTreeMap<Day, BTreeMap<String, i64>>,
    visitors: Gaps,
    converted: Gaps,
    active: Gaps,
}

impl Ground {
    async fn read(app: &App, range: Range) -> Result<Ground> {
        let mut counts: BTreeMap<Day, BTreeMap<String, i64>> = BTreeMap::new();
        for beginning in ["views.anonymous.", "registrations", "verified"] {
            for (day, name, count) in
                store::analytics::counts_of(&app.store, beginning, range).await?
            {
                counts.entry(day).or_default().insert(name, count);
            }
        }
        let month = Range { from: range.from - (MONTH - 1), to: range.to };
        Ok(Ground {
            counts,
            visitors: store::analytics::gaps_of(&app.store, Kind::Visitors, range).await?,
            converted: store::analytics::gaps_of(&app.store, Kind::Converted, range).await?,
            active: store::analytics::gaps_of(&app.store, Kind::Active, month).await?,
        })
    }

    fn sum(&self, range: Range, beginning: &str) -> i64 {
        let days = self.counts.range(range.from..=range.to).flat_map(|(_, names)| names);
        days.filter(|(name, _)| name.starts_with(beginning)).map(|(_, count)| count).sum()
    }

    fn figures(&self, range: Range) -> Figures {
        let active = |days: Day| self.active.distinct(range.to - (days - 1), range.to);
        let visitors = self.visitors.distinct(range.from, range.to);
        Figures {
            anonymous_visitors: visitors,
            anonymous_views: self.sum(range, "views.anonymous."),
            registrations: self.sum(range, "registrations"),
            verified: self.sum(range, "verified"),
            conversion_rate: rate(self.converted.distinct(range.from, range.to), visitors),
            daily_active: active(1),
            weekly_active: active(7),
            monthly_active: active(MONTH),
        }
    }
}

pub async fn summary(app: &App, actor: &Actor, range: Range) -> Result<Figures> {
    actor.must(Permission::ReadAnalytics)?;
    let range = range.until(day(app.clock.now()));
    Ok(Ground::read(app, range).await?.figures(range))
}

/// The same for each day besides.
pub async fn conversion(app: &App, actor: &Actor, range: Range) -> Result<Conversion> {
    actor.must(Permission::ReadAnalytics)?;
    let range = range.until(day(app.clock.now()));
    let ground = Ground::read(app, range).await?;
    let of_day = |day: Day| (day, ground.figures(Range { from: day, to: day }));
    Ok(Conversion { whole: ground.figures(range), days: range.days().map(of_day).collect() })
}

/// The steps that a range is shown in: days, weeks from Monday, or, of years,
/// months of thirty days.
pub(super) fn steps(range: Range) -> impl Iterator<Item = Range> {
    let (length, first) = match range.len() {
        ..=92 => (1, range.from),
        93..=732 => (7, monday(range.from)),
        _ => (MONTH, range.from),
    };
    let step = move |from: Day| Range {
        from: from.max(range.from),
        to: (from + length - 1).min(range.to),
    };
    (first..=range.to).step_by(length as usize).map(step)
}

/// The figures of a range and of the steps that it is shown in.
pub async fn series(app: &App, actor: &Actor, range: Range) -> Result<Series> {
    actor.must(Permission::ReadAnalytics)?;
    let range = range.until(day(app.clock.now()));
    let ground = Ground::read(app, range).await?;
    let steps = steps(range).map(|step| (step, ground.figures(step))).collect();
    let earlier = range.before();
    let before = Ground::read(app, earlier).await?.figures(earlier);
    Ok(Series { whole: ground.figures(range), before, steps })
}

/// The figures of a range, of as many days before it, and of its steps.
#[derive(Clone, Debug)]
pub struct Series {
    pub whole: Figures,
    pub before: Figures,
    pub steps: Vec<(Range, Figures)>,
}

/// How far those have come who registered in a range, and by what they came.
#[derive(Clone, Debug, Default)]
pub struct Funnel {
    pub visitors: i64,
    pub stages: BTreeMap<(Source, Stage), i64>,
}

impl Funnel {
    pub fn stage(&self, stage: Stage) -> i64 {
        self.stages.iter().filter(|((_, s), _)| *s == stage).map(|(_, count)| count).sum()
    }

    pub fn of(&self, source: Source, stage: Stage) -> i64 {
        self.stages.get(&(source, stage)).copied().unwrap_or(0)
    }
}

pub async fn funnel(app: &App, actor: &Actor, range: Range) -> Result<Funnel> {
    actor.must(Permission::ReadAnalytics)?;
    let range = range.until(day(app.clock.now()));
    let visitors = store::analytics::gaps_of(&app.store, Kind::Visitors, range).await?;
    let mut funnel =
        Funnel { visitors: visitors.distinct(range.from, range.to), stages: BTreeMap::new() };
    for (_, name, count) in store::analytics::counts_of(&app.store, "stage.", range).await? {
        let mut parts = name.split('.').skip(1);
        let source = parts.next().and_then(Source::parse);
        if let Some(key) = source.zip(parts.next().and_then(Stage::parse)) {
            *funnel.stages.entry(key).or_default() += count;
        }
    }
    Ok(funnel)
}

/// Those who registered in one week, and how many of them came in each week
/// from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// Its Monday.
    pub week: Day,
    pub size: i64,
    pub retained: Vec<i64>,
}

/// The cohorts of the weeks that a range touches; of one source, or all.
pub async fn cohorts(
    app: &App,
    actor: &Actor,
    range: Range,
    source: Option<Source>,
) -> Result<Vec<Cohort>> {
    actor.must(Permission::ReadAnalytics)?;
    let today = day(app.clock.now());
    let range = range.until(today);
    let weeks = Range { from: monday(range.from), to: monday(range.to) + 6 };
    let ours = |name: &str| source.is_none_or(|source| name == source.as_str());
    let mut sizes: BTreeMap<Day, i64> = BTreeMap::new();
    for (day, name, count) in store::analytics::counts_of(&app.store, "stage.", weeks).await? {
        let mut parts = name.split('.').skip(1);
        if parts.next().is_some_and(ours) && parts.next() == Some(Stage::Registered.as_str()) {
            *sizes.entry(monday(day)).or_default() += count;
        }
    }
    let mut came: BTreeMap<(Day, usize), i64> = BTreeMap::new();
    for (week, name, count) in store::analytics::counts_of(&app.store, "cohort.", weeks).await? {
        let mut parts = name.split('.').skip(1);
        let number = parts.next().filter(|name| ours(name)).and(parts.next());
        if let Some(number) = number.and_then(|number| number.parse().ok()) {
            *came.entry((week, number)).or_default() += count;
        }
    }
    let cohort = |week: Day| {
        let weeks = ((monday(today) - week) / 7 + 1) as usize;
        let retained = (0..weeks.min(WEEKS)).map(|n| came.get(&(week, n)).copied().unwrap_or(0));
        Cohort { week, size: sizes.get(&week).copied().unwrap_or(0), retained: retained.collect() }
    };
    // What nobody registered in before there was anything is no cohort.
    let first = sizes.keys().next().copied().unwrap_or(monday(range.to));
    Ok((first.max(weeks.from)..=monday(range.to)).step_by(7).map(cohort).collect())
}
