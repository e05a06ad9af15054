//! A Kafka cluster: the relay's producer and the workers' consumer group.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use krafka::admin::NewTopic;
use krafka::auth::{AuthConfig, TlsConfig};
use krafka::consumer::{AutoOffsetReset, Consumer, OffsetAndMetadata, TopicPartition};
use krafka::error::ErrorCode;
use krafka::producer::{Acks, Producer};
use krafka::{CloseOptions, KrafkaError};
use tokio::sync::Mutex;

use super::location::{Mechanism, Sasl};
use super::{Event, Location, Place, Record};

const CONNECT: Duration = Duration::from_secs(4);
/// How long a broker may take to answer one request.
const REQUEST: Duration = Duration::from_secs(8);
/// How long a message may take to be acknowledged, with all retries.
const DELIVERY: Duration = Duration::from_secs(12);
/// How long a message may wait for the topic to be found.
const BLOCK: Duration = Duration::from_secs(5);
/// How long the broker may hold a fetch. Kafka ends it when something comes;
/// others look only now and then, at half of it.
const FETCH: Duration = Duration::from_millis(50);
/// After this a member that went silent is out of the group.
const SESSION: Duration = Duration::from_secs(10);
const HEARTBEAT: Duration = Duration::from_secs(3);
const CLOSE: Duration = Duration::from_secs(2);
/// Records handed out at once, and held ready.
const RECORDS: i32 = 16;
const BUFFERED: i32 = 256;

/// A cluster that is not connected to yet. Clones are the same.
#[derive(Clone)]
pub struct Kafka(Arc<Inner>);

struct Inner {
    location: Location,
    /// The connection that checks use.
    checking: Mutex<Option<krafka::Kafka>>,
}

impl fmt::Debug for Kafka {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.location.fmt(f)
    }
}

impl Kafka {
    pub(super) fn open(location: Location) -> Result<Kafka, String> {
        Ok(Kafka(Arc::new(Inner { location, checking: Mutex::default() })))
    }

    /// Whether a broker answers and lets Roster in.
    pub(super) async fn check(&self) -> Result<(), String> {
        let kept = self.0.checking.lock().await.clone();
        let client = match kept {
            Some(client) => client,
            None => self.connect("check").await?,
        };
        let answer = client.admin().describe_cluster(Default::default()).await;
        *self.0.checking.lock().await = answer.is_ok().then_some(client);
        answer.map(|_| ()).map_err(presentable)
    }

    /// Makes the topics of these families where they are missing, and joins
    /// the group that reads them.
    pub async fn join(&self, families: &[&str]) -> Result<Session, String> {
        let location = &self.0.location;
        // A broker answers the requests of one connection in turn, and a fetch
        // keeps it waiting: so one for each direction.
        let out = self.connect("relay").await?;
        let inward = self.connect("worker").await?;
        let topics: Vec<String> = families.iter().map(|f| location.topic(f)).collect();
        let is_new = create(&out, location, &topics).await?;
        let identity = identity(&out, &topics).await?;
        let producer = out
            .producer()
            .acks(Acks::All)
            .idempotent(true)
            .linger(Duration::ZERO)
            .delivery_timeout(DELIVERY)
            .max_block(BLOCK)
            .metrics_push(false)
            .build()
            .await
            .map_err(presentable)?;
        let consumer = inward
            .consumer(format!("{}.workers", location.prefix))
            .auto_offset_reset(AutoOffsetReset::Earliest)
            .enable_auto_commit(false)
            .fetch_max_wait(FETCH)
            .session_timeout(SESSION)
            .heartbeat_interval(HEARTBEAT)
            .max_poll_records(RECORDS)
            .max_buffered_records(BUFFERED)
            .metrics_push(false)
            .build()
            .await
            .map_err(presentable)?;
        consumer.subscribe(&topics).await.map_err(presentable)?;
        let prefix = location.prefix.clone();
        Ok(Session { out, producer, consumer, prefix, topics, identity, is_new })
    }

    async fn connect(&self, client: &str) -> Result<krafka::Kafka, String> {
        let location = &self.0.location;
        krafka::Kafka::builder(location.brokers.join(","))
            .client_id(format!("roster-{client}"))
            .security(security(location))
            .connect_timeout(CONNECT)
            .request_timeout(REQUEST)
            .connect()
            .await
            .map_err(presentable)
    }
}

fn security(location: &Location) -> AuthConfig {
    let tls = location.tls.as_ref().map(|files| {
        // The TLS library asks for the process's provider; it stays as it is
        // where there is one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut tls = TlsConfig::new();
        if let Some(ca) = &files.ca {
            tls = tls.with_ca_cert(ca);
        }
        if let Some((cert, key)) = &files.client {
            tls = tls.with_client_cert(cert, key);
        }
        tls
    });
    let auth = match &location.sasl {
        None => match tls {
            None => return AuthConfig::plaintext(),
            Some(tls) => return AuthConfig::ssl(tls),
        },
        Some(Sasl { mechanism, user, password }) => match mechanism {
            Mechanism::Plain => AuthConfig::sasl_plain(user, password),
            Mechanism::ScramSha256 => AuthConfig::sasl_scram_sha256(user, password),
            Mechanism::ScramSha512 => AuthConfig::sasl_scram_sha512(user, password),
        },
    };
    match tls {
        Some(tls) => auth.with_tls(tls),
        None => auth,
    }
}

/// Makes the topics that are missing; says whether there was none.
async fn create(
    client: &krafka::Kafka,
    location: &Location,
    topics: &[String],
) -> Result<bool, String> {
    let admin = client.admin();
    let found = admin.describe_topics(topics, Default::default()).await.map_err(presentable)?;
    let mut missing = Vec::new();
    for (name, description) in found {
        match description {
            Ok(_) => {}
            Err(error) if is_missing(&error) => missing.push(name),
            Err(error) => return Err(presentable(error)),
        }
    }
    if missing.is_empty() {
        return Ok(false);
    }
    let wanted: Result<Vec<_>, _> = missing
        .iter()
        .map(|name| NewTopic::new(name, location.partitions, location.replication))
        .collect();
    let made = admin
        .create_topics(wanted.map_err(presentable)?, Default::default())
        .await
        .map_err(presentable)?;
    for (name, outcome) in made {
        match outcome {
            Ok(()) => {}
            // Another copy was quicker.
            Err(KrafkaError::Broker { code: ErrorCode::TopicAlreadyExists, .. }) => {}
            Err(error) => return Err(format!("topic {name}: {}", presentable(error))),
        }
    }
    Ok(missing.len() == topics.len())
}

fn is_missing(error: &KrafkaError) -> bool {
    matches!(error, KrafkaError::Broker { code: ErrorCode::UnknownTopicOrPartition, .. })
}

/// The cluster's own ids of the topics: a topic made anew has another.
async fn identity(client: &krafka::Kafka, topics: &[String]) -> Result<Vec<[u8; 16]>, String> {
    let admin = client.admin();
    let mut found = admin.describe_topics(topics, Default::default()).await.map_err(presentable)?;
    let mut ids = Vec::new();
    for topic in topics {
        match found.remove(topic) {
            Some(Ok(description)) => ids.push(description.topic_id),
            Some(Err(error)) if is_missing(&error) => ids.push([0; 16]),
            Some(Err(error)) => return Err(presentable(error)),
            None => return Err(format!("topic {topic} is not described")),
        }
    }
    Ok(ids)
}

/// A member of the group that can publish as well.
pub struct Session {
    out: krafka::Kafka,
    producer: Producer,
    consumer: Consumer,
    prefix: String,
    topics: Vec<String>,
    identity: Vec<[u8; 16]>,
    is_new: bool,
}

impl Session {
    /// Whether the cluster knew none of the topics.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Publishes events, and says of each whether all replicas have it; those
    /// after the first that could not be sent at all are left out. After a
    /// failure an event may be there nonetheless.
    pub async fn publish(&self, events: Vec<Event>) -> Vec<Result<(), String>> {
        let mut outcomes = Vec::with_capacity(events.len());
        let mut sent = Vec::new();
        for event in events {
            let topic = format!("{}.{}", self.prefix, event.family);
            let record = krafka::Record::new(topic, event.value)
                .key(event.key)
                .header("content-type", "application/cloudevents+json; charset=UTF-8");
            match self.producer.enqueue(record).await {
                Ok(handle) => {
                    sent.push((outcomes.len(), handle));
                    outcomes.push(Ok(()));
                }
                Err(error) => {
                    outcomes.push(Err(presentable(error)));
                    break;
                }
            }
        }
        for (place, handle) in sent {
            if let Err(error) = handle.await {
                outcomes[place] = Err(presentable(error));
            }
        }
        outcomes
    }

    /// The next records, after `patience` perhaps none.
    pub async fn poll(&self, patience: Duration) -> Result<Vec<Record>, String> {
        let records = self.consumer.poll(patience).await.map_err(presentable)?;
        let read = |record: krafka::consumer::ConsumerRecord| Record {
            place: Place { topic: record.topic.to_string(), partition: record.partition },
            offset: record.offset,
            value: record.value.map(Vec::from).unwrap_or_default(),
        };
        Ok(records.into_iter().map(read).collect())
    }

    /// Notes from where each place is to be read on. Places that belong to
    /// another member by now are left to it.
    pub async fn commit(&self, offsets: Vec<(Place, i64)>) -> Result<(), String> {
        let assigned = self.consumer.assignment().await;
        let ours = |place: &Place| {
            assigned.get(&place.topic).is_some_and(|p| p.contains(&place.partition))
        };
        let offsets: HashMap<TopicPartition, OffsetAndMetadata> = offsets
            .into_iter()
            .filter(|(place, _)| ours(place))
            .map(|(place, offset)| {
                let place = TopicPartition::new(place.topic, place.partition);
                (place, OffsetAndMetadata::new(offset))
            })
            .collect();
        if offsets.is_empty() {
            return Ok(());
        }
        self.consumer.commit_offsets(&offsets).await.map_err(presentable)
    }

    /// Asks the cluster whether the topics are still the ones that were
    /// joined; false when it lost them.
    pub async fn intact(&self) -> Result<bool, String> {
        Ok(identity(&self.out, &self.topics).await? == self.identity)
    }

    /// Leaves the group, within about 4 seconds.
    pub async fn close(&self) {
        // Who cannot say goodbye is missed after a while.
        let _ = self.consumer.close_with(CloseOptions::new().timeout(CLOSE)).await;
        let _ = self.producer.close_with(CloseOptions::new().timeout(CLOSE)).await;
    }
}

/// An error in one line of moderate length.
fn presentable(error: KrafkaError) -> String {
    let reason = error.to_string();
    reason.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect()
}
