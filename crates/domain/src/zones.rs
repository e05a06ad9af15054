//! Time zones by their IANA names.

use chrono_tz::Tz;

/// Names that the tz database keeps for those who still use them, and what the
/// places are called now (its file `backward`). Systems and browsers lag
/// behind, so both are taken, and one is kept.
const RENAMED: [(&str, Tz); 59] = [
    ("Africa/Asmera", Tz::Africa__Asmara),
    ("America/Atka", Tz::America__Adak),
    ("America/Buenos_Aires", Tz::America__Argentina__Buenos_Aires),
    ("America/Catamarca", Tz::America__Argentina__Catamarca),
    ("America/Cordoba", Tz::America__Argentina__Cordoba),
    ("America/Fort_Wayne", Tz::America__Indiana__Indianapolis),
    ("America/Godthab", Tz::America__Nuuk),
    ("America/Indianapolis", Tz::America__Indiana__Indianapolis),
    ("America/Jujuy", Tz::America__Argentina__Jujuy),
    ("America/Knox_IN", Tz::America__Indiana__Knox),
    ("America/Louisville", Tz::America__Kentucky__Louisville),
    ("America/Mendoza", Tz::America__Argentina__Mendoza),
    ("America/Porto_Acre", Tz::America__Rio_Branco),
    ("America/Virgin", Tz::America__St_Thomas),
    ("Asia/Ashkhabad", Tz::Asia__Ashgabat),
    ("Asia/Calcutta", Tz::Asia__Kolkata),
    ("Asia/Chungking", Tz::Asia__Chongqing),
    ("Asia/Dacca", Tz::Asia__Dhaka),
    ("Asia/Katmandu", Tz::Asia__Kathmandu),
    ("Asia/Macao", Tz::Asia__Macau),
    ("Asia/Rangoon", Tz::Asia__Yangon),
    ("Asia/Saigon", Tz::Asia__Ho_Chi_Minh),
    ("Asia/Thimbu", Tz::Asia__Thimphu),
    ("Asia/Ujung_Pandang", Tz::Asia__Makassar),
    ("Asia/Ulan_Bator", Tz::Asia__Ulaanbaatar),
    ("Atlantic/Faeroe", Tz::Atlantic__Faroe),
    ("Australia/ACT", Tz::Australia__Canberra),
    ("Australia/NSW", Tz::Australia__Sydney),
    ("Australia/North", Tz::Australia__Darwin),
    ("Australia/Queensland", Tz::Australia__Brisbane),
    ("Australia/South", Tz::Australia__Adelaide),
    ("Australia/Tasmania", Tz::Australia__Hobart),
    ("Australia/Victoria", Tz::Australia__Melbourne),
    ("Australia/West", Tz::Australia__Perth),
    ("Australia/Yancowinna", Tz::Australia__Broken_Hill),
    ("Brazil/East", Tz::America__Sao_Paulo),
    ("Brazil/West", Tz::America__Manaus),
    ("Canada/Atlantic", Tz::America__Halifax),
    ("Canada/Central", Tz::America__Winnipeg),
    ("Canada/Eastern", Tz::America__Toronto),
    ("Canada/Mountain", Tz::America__Edmonton),
    ("Canada/Pacific", Tz::America__Vancouver),
    ("Etc/UCT", Tz::UTC),
    ("Etc/UTC", Tz::UTC),
    ("Etc/Universal", Tz::UTC),
    ("Etc/Zulu", Tz::UTC),
    ("Europe/Kiev", Tz::Europe__Kyiv),
    ("Pacific/Enderbury", Tz::Pacific__Kanton),
    ("Pacific/Ponape", Tz::Pacific__Pohnpei),
    ("Pacific/Truk", Tz::Pacific__Chuuk),
    ("Pacific/Yap", Tz::Pacific__Chuuk),
    ("UCT", Tz::UTC),
    ("US/Central", Tz::America__Chicago),
    ("US/Eastern", Tz::America__New_York),
    ("US/Mountain", Tz::America__Denver),
    ("US/Pacific", Tz::America__Los_Angeles),
    ("Universal", Tz::UTC),
    ("US/Alaska", Tz::America__Anchorage),
    ("Zulu", Tz::UTC),
];

/// The zone of an IANA name, under the name that it bears now.
pub fn parse(name: &str) -> Option<Tz> {
    match RENAMED.iter().find(|(old, _)| *old == name) {
        Some((_, zone)) => Some(*zone),
        None => name.parse().ok(),
    }
}

/// Every zone that is worth offering, once: not under the names that it bore
/// before.
pub fn all() -> impl Iterator<Item = Tz> {
    let old = |zone: &Tz| RENAMED.iter().any(|(old, _)| *old == zone.name());
    chrono_tz::TZ_VARIANTS.into_iter().filter(move |zone| !old(zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renamed_zones_are_taken_under_both_names() {
        assert_eq!(parse("Europe/Kiev").map(|zone| zone.name()), Some("Europe/Kyiv"));
        assert_eq!(parse("Europe/Kyiv"), parse("Europe/Kiev"));
        assert_eq!(parse("Etc/UTC").map(|zone| zone.name()), Some("UTC"));
        assert_eq!(parse("Europe/Madrid").map(|zone| zone.name()), Some("Europe/Madrid"));
        for unknown in
            ["", "Europe/Atlantis", "europe/madrid", "UTC+2", "../etc/passwd", "\u{202e}"]
        {
            assert_eq!(parse(unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn old_names_are_not_offered() {
        assert!(all().any(|zone| zone.name() == "Europe/Kyiv"));
        for (old, new) in RENAMED {
            assert!(all().all(|zone| zone.name() != old), "{old}");
            assert!(all().any(|zone| zone == new), "{old}");
        }
    }
}
