//! What `messages.url` says.

use std::fmt;

use url::Url;

use crate::address;

const EXPECTED: &str =
    "expected database: or kafka://USER:PASSWORD@BROKER:9092,BROKER:9092/TOPIC-PREFIX";
const PORT: u16 = 9092;
/// Topics that Roster makes have so many partitions unless told otherwise:
/// so many workers can share one.
const PARTITIONS: i32 = 6;
/// Kafka's own bound is 249 for the whole name.
const LONGEST_PREFIX: usize = 200;

/// A Kafka cluster and the topics in it.
#[derive(Clone)]
pub struct Location {
    /// Each `host:port`.
    pub brokers: Vec<String>,
    /// Topics are `PREFIX.FAMILY`.
    pub prefix: String,
    pub partitions: i32,
    /// Copies of each partition; -1 leaves it to the cluster.
    pub replication: i16,
    pub tls: Option<Tls>,
    pub sasl: Option<Sasl>,
}

/// Files in PEM format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tls {
    /// Whom to trust instead of the public authorities.
    pub ca: Option<String>,
    /// A certificate of one's own and its key.
    pub client: Option<(String, String)>,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Sasl {
    pub mechanism: Mechanism,
    pub user: String,
    pub password: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mechanism {
    Plain,
    ScramSha256,
    ScramSha512,
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "kafka://{}/{}", self.brokers.join(","), self.prefix)
    }
}

impl Location {
    /// Reads `messages.url`; none for `database:`.
    pub fn parse(text: &str) -> Result<Option<Location>, String> {
        if text == "database:" {
            return Ok(None);
        }
        let rest = text.strip_prefix("kafka://").ok_or(EXPECTED)?;
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, prefix) = rest.split_once('/').ok_or(EXPECTED)?;
        let (user, hosts) = match authority.rsplit_once('@') {
            Some((user, hosts)) => (Some(user), hosts),
            None => (None, authority),
        };
        let brokers = hosts.split(',').map(broker).collect::<Option<Vec<_>>>().ok_or(EXPECTED)?;
        let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
        if !is_topic(prefix) {
            return Err(
                "expected a topic prefix of letters, digits, . _ and - after the brokers, \
                        at most 200 of them"
                    .to_owned(),
            );
        }
        let parameters = Parameters::parse(query)?;
        let credentials = match user {
            None => None,
            Some(user) => match user.split_once(':') {
                Some((user, password)) if !user.is_empty() && !password.is_empty() => {
                    Some((address::decode(user)?, address::decode(password)?))
                }
                _ => return Err(EXPECTED.to_owned()),
            },
        };
        let sasl = match (credentials, parameters.sasl) {
            (Some((user, password)), mechanism) => {
                let mechanism = mechanism.unwrap_or(Mechanism::ScramSha512);
                Some(Sasl { mechanism, user, password })
            }
            (None, None) => None,
            (None, Some(_)) => return Err("expected USER:PASSWORD@ with sasl=".to_owned()),
        };
        Ok(Some(Location {
            brokers,
            prefix: prefix.to_owned(),
            partitions: parameters.partitions.unwrap_or(PARTITIONS),
            replication: parameters.replication.unwrap_or(-1),
            tls: parameters.tls,
            sasl,
        }))
    }

    /// The topic of a family of messages.
    pub fn topic(&self, family: &str) -> String {
        format!("{}.{family}", self.prefix)
    }
}

/// `host:port` of a broker.
fn broker(text: &str) -> Option<String> {
    let url = Url::parse(&format!("kafka://{text}")).ok()?;
    let bare = url.path().is_empty() && url.query().is_none() && url.username().is_empty();
    let host = url.host_str().filter(|host| !host.is_empty() && bare)?;
    Some(format!("{host}:{}", url.port().unwrap_or(PORT)))
}

fn is_topic(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    (1..=LONGEST_PREFIX).contains(&text.len())
        && !text.starts_with('.')
        && text.chars().all(allowed)
}

#[derive(Default)]
struct Parameters {
    partitions: Option<i32>,
    replication: Option<i16>,
    sasl: Option<Mechanism>,
    tls: Option<Tls>,
}

impl Parameters {
    fn parse(query: &str) -> Result<Parameters, String> {
        let url = Url::parse(&format!("kafka://x?{query}")).map_err(|_| EXPECTED)?;
        let mut found = Parameters::default();
        let (mut required, mut ca, mut cert, mut key) = (false, None, None, None);
        for (name, value) in address::query(&url)? {
            let number = |most: i32| {
                let number = value.parse::<i32>().ok().filter(|n| (1..=most).contains(n));
                number.ok_or(format!("expected a number from 1 to {most} as {name}"))
            };
            match name.as_str() {
                "partitions" => found.partitions = Some(number(1000)?),
                "replication" => found.replication = i16::try_from(number(100)?).ok(),
                "tls" => {
                    required = match value.as_str() {
                        "required" => true,
                        "none" => false,
                        _ => return Err("expected tls=required or tls=none".to_owned()),
                    }
                }
                "sasl" => {
                    found.sasl = Some(match value.as_str() {
                        "plain" => Mechanism::Plain,
                        "scram-sha-256" => Mechanism::ScramSha256,
                        "scram-sha-512" => Mechanism::ScramSha512,
                        _ => {
                            return Err(
                                "expected sasl=plain, scram-sha-256 or scram-sha-512".into()
                            );
                        }
                    });
                }
                "ca" => ca = Some(value),
                "client_cert" => cert = Some(value),
                "client_key" => key = Some(value),
                _ => {
                    return Err("expected no parameter but partitions, replication, tls, ca, \
                                client_cert, client_key and sasl"
                        .to_owned());
                }
            }
        }
        let files = ca.is_some() || cert.is_some() || key.is_some();
        if files && !required {
            return Err("expected tls=required with ca, client_cert and client_key".to_owned());
        }
        let client = match (cert, key) {
            (Some(cert), Some(key)) => Some((cert, key)),
            (None, None) => None,
            _ => return Err("expected client_cert and client_key together".to_owned()),
        };
        found.tls = required.then_some(Tls { ca, client });
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Location {
        Location::parse(text).unwrap().unwrap()
    }

    #[test]
    fn addresses_are_read() {
        let plain = parsed("kafka://a,b:9093,[::1]:1/club.roster");
        assert_eq!(plain.brokers, ["a:9092", "b:9093", "[::1]:1"]);
        assert_eq!(plain.topic("account"), "club.roster.account");
        assert_eq!((plain.partitions, plain.replication), (6, -1));
        assert!(plain.tls.is_none() && plain.sasl.is_none());
        let full = parsed(
            "kafka://ana:p%40ss%2F@a/r?tls=required&ca=/ca.pem&client_cert=/c&client_key=/k\
             &sasl=plain&partitions=12&replication=3",
        );
        let sasl = full.sasl.unwrap();
        assert_eq!((sasl.user.as_str(), sasl.password.as_str()), ("ana", "p@ss/"));
        assert_eq!(sasl.mechanism, Mechanism::Plain);
        let client = Some(("/c".to_owned(), "/k".to_owned()));
        assert_eq!(full.tls, Some(Tls { ca: Some("/ca.pem".to_owned()), client }));
        assert_eq!((full.partitions, full.replication), (12, 3));
        assert_eq!(parsed("kafka://u:p@a/r").sasl.unwrap().mechanism, Mechanism::ScramSha512);
    }

    #[test]
    fn faults_are_told_without_the_address() {
        for text in [
            "amqp://a",
            "kafka://",
            "kafka://a",
            "kafka://a/",
            "kafka:///roster",
            "kafka://a,,b/roster",
            "kafka://a:x/roster",
            "kafka://a:99999/roster",
            "kafka://a/one/two",
            "kafka://a/sp ace",
            "kafka://a/..",
            "kafka://s3cret@a/roster",
            "kafka://u:@a/roster",
            "kafka://a/roster?s3cret=1",
            "kafka://a/roster?partitions=0",
            "kafka://a/roster?replication=x",
            "kafka://a/roster?tls=maybe",
            "kafka://a/roster?ca=/x",
            "kafka://a/roster?tls=required&client_cert=/x",
            "kafka://a/roster?sasl=plain",
            "kafka://u:s3cret@a/roster?sasl=gssapi",
        ] {
            let fault = Location::parse(text).unwrap_err();
            assert!(fault.starts_with("expected "), "{text}: {fault}");
            assert!(!fault.contains("s3cret"), "{text}: {fault}");
        }
        let shown = format!("{:?}", parsed("kafka://u:s3cret@a/roster"));
        assert!(!shown.contains("s3cret"), "{shown}");
    }
}
