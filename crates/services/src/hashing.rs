//! Password hashes: Argon2id in PHC strings, computed on threads of their own
//! behind a short queue.
//!
//! libsodium picks AVX2 at run time and takes about half the time of portable code, but
//! knows one lane and salts of 16 octets only; the argon2 crate takes the rest.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};

use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use domain::accounts::Password;
use domain::settings::Passwords;
use domain::{Error, Random, Result};
use subtle::ConstantTimeEq;
use tokio::sync::oneshot;

use crate::figures::Figures;

/// Octets of salt (RFC 9106, 3.1) and of output.
const SALT: usize = 16;
const OUTPUT: usize = 32;

/// What an imported hash may ask for at most: 1 GiB, 16 passes.
const MAX_MEMORY_KIB: u32 = 1 << 20;
const MAX_PASSES: u32 = 16;
const MAX_LANES: u32 = 64;
/// 2^16 rounds of bcrypt take seconds.
const MAX_BCRYPT_COST: u32 = 16;

/// The niceness of hashing threads: other requests come first.
const NICE: i32 = 5;

type Job = Box<dyn FnOnce() + Send>;

#[derive(Clone)]
pub struct Hasher {
    queue: SyncSender<Job>,
    cost: Cost,
    random: Random,
    figures: Figures,
    /// A real hash that no password matches, for names that do not exist.
    decoy: Arc<str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// What a verification found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub matches: bool,
    /// Made with other parameters than today's, or by bcrypt.
    pub outdated: bool,
}

impl Hasher {
    /// Starts the threads.
    pub fn start(settings: &Passwords, random: &Random, figures: &Figures) -> Result<Hasher> {
        libsodium_rs::ensure_init().map_err(Error::internal)?;
        let workers = match settings.workers {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            n => n,
        };
        let (queue, jobs) = sync_channel::<Job>(settings.queue);
        let jobs = Arc::new(Mutex::new(jobs));
        for number in 0..workers {
            let jobs = jobs.clone();
            std::thread::Builder::new()
                .name(format!("hash-{number}"))
                .spawn(move || work(&jobs))
                .map_err(Error::internal)?;
        }
        let cost = Cost {
            memory_kib: settings.memory_kib,
            passes: settings.passes,
            lanes: settings.lanes,
        };
        let salt: [u8; SALT] = random.bytes();
        let decoy = phc(&cost, &salt, &random.bytes::<OUTPUT>());
        Ok(Hasher {
            queue,
            cost,
            random: random.clone(),
            figures: figures.clone(),
            decoy: decoy.into(),
        })
    }

    pub async fn hash(&self, password: Password) -> Result<String> {
        let (cost, salt) = (self.cost, self.random.bytes::<SALT>());
        self.run(move || {
            let output = argon2id(&cost, password.as_bytes(), &salt, OUTPUT)?;
            Ok(phc(&cost, &salt, &output))
        })
        .await
    }

    /// Compares with a kept hash; without one it takes as long and matches
    /// nothing.
    pub async fn verify(&self, password: Password, hash: Option<String>) -> Result<Verdict> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.to_string());
        let cost = self.cost;
        let verdict = self.run(move || Ok(compare(&cost, password.as_bytes(), &hash))).await?;
        Ok(Verdict { matches: known && verdict.matches, ..verdict })
    }

    async fn run<T: Send + 'static>(
        &self,
        compute: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let (waiting, running) =
            (self.figures.hashes_waiting.clone(), self.figures.hashes_running.clone());
        waiting.inc();
        let job: Job = Box::new(move || {
            waiting.dec();
            // Whoever asked may be gone by now.
            if !answer.is_closed() {
                running.inc();
                let _ = answer.send(compute());
                running.dec();
            }
        });
        if let Err(error) = self.queue.try_send(job) {
            self.figures.hashes_waiting.dec();
            return Err(match error {
                TrySendError::Full(_) => Error::Busy { retry_after: 1 },
                TrySendError::Disconnected(_) => Error::internal("no hashing thread"),
            });
        }
        answered.await.map_err(|_| Error::internal("hashing failed"))?
    }
}

fn work(jobs: &Mutex<Receiver<Job>>) {
    let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICE);
    loop {
        let job = match jobs.lock() {
            Ok(jobs) => jobs.recv(),
            Err(_) => return,
        };
        let Ok(job) = job else { return };
        // A panic inside a library must not cost a thread.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(job));
    }
}

fn phc(cost: &Cost, salt: &[u8], output: &[u8]) -> String {
    format!(
        "$argon2id$v=19$m={},t={},p={}${}${}",
        cost.memory_kib,
        cost.passes,
        cost.lanes,
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(output)
    )
}

fn argon2id(cost: &Cost, password: &[u8], salt: &[u8], length: usize) -> Result<Vec<u8>> {
    if cost.lanes == 1 && salt.len() == SALT && length >= 16 {
        let memory = cost.memory_kib as usize * 1024;
        return libsodium_rs::crypto_pwhash::argon2id::pwhash(
            length,
            password,
            salt,
            u64::from(cost.passes),
            memory,
        )
        .map_err(Error::internal);
    }
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(length))
        .map_err(Error::internal)?;
    let mut output = vec![0; length];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password, salt, &mut output)
        .map_err(Error::internal)?;
    Ok(output)
}

/// Whether a hash made elsewhere can be verified here, and at what cost: Argon2
/// as a PHC string, or bcrypt.
pub(crate) fn is_usable(hash: &str) -> bool {
    if let Some(rest) = hash.strip_prefix("$2") {
        let letter = |c: u8| c.is_ascii_alphanumeric() || c == b'.' || c == b'/';
        let [b'a' | b'b' | b'x' | b'y', b'$', tens, ones, b'$', rest @ ..] = rest.as_bytes() else {
            return false;
        };
        let cost = std::str::from_utf8(&[*tens, *ones]).ok().and_then(|c| c.parse::<u32>().ok());
        return cost.is_some_and(|cost| (4..=MAX_BCRYPT_COST).contains(&cost))
            && rest.len() == 53
            && rest.iter().copied().all(letter);
    }
    let Ok(parsed) = PasswordHash::new(hash) else { return false };
    let number = |name: &str| parsed.params.get_decimal(name);
    let (Some(m), Some(t), Some(p)) = (number("m"), number("t"), number("p")) else { return false };
    ["argon2id", "argon2i", "argon2d"].contains(&parsed.algorithm.as_str())
        && m <= MAX_MEMORY_KIB
        && (1..=MAX_PASSES).contains(&t)
        && (1..=MAX_LANES).contains(&p)
        && Params::new(m, t, p, None).is_ok()
        && parsed.salt.is_some()
        && parsed.hash.is_some()
}

fn compare(today: &Cost, password: &[u8], hash: &str) -> Verdict {
    if hash.starts_with("$2") {
        let matches = bcrypt::verify(password, hash).unwrap_or(false);
        return Verdict { matches, outdated: true };
    }
    let no = Verdict { matches: false, outdated: false };
    let Ok(parsed) = PasswordHash::new(hash) else { return no };
    let number = |name: &str| parsed.params.get_decimal(name);
    let (Some(m), Some(t), Some(p)) = (number("m"), number("t"), number("p")) else { return no };
    if m > MAX_MEMORY_KIB || t > MAX_PASSES {
        return no;
    }
    let cost = Cost { memory_kib: m, passes: t, lanes: p };
    let (Some(salt), Some(output)) = (&parsed.salt, &parsed.hash) else { return no };
    let current = parsed.algorithm.as_str() == "argon2id" && parsed.version == Some(19);
    let matches = if current {
        argon2id(&cost, password, salt.as_ref(), output.len())
            .is_ok_and(|computed| bool::from(computed.ct_eq(output.as_bytes())))
    } else {
        Argon2::default().verify_password(password, &parsed).is_ok()
    };
    Verdict { matches, outdated: !current || cost != *today || output.len() != OUTPUT }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost { memory_kib: 64, passes: 2, lanes: 1 };

    #[test]
    fn both_implementations_agree() {
        for length in [16, 32] {
            let sodium = argon2id(&CHEAP, b"plum tractor", &[7; SALT], length).unwrap();
            let params = Params::new(64, 2, 1, Some(length)).unwrap();
            let mut portable = vec![0; length];
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                .hash_password_into(b"plum tractor", &[7; SALT], &mut portable)
                .unwrap();
            assert_eq!(sodium, portable);
        }
    }

    #[test]
    fn other_parameters_and_bcrypt_are_outdated() {
        let four = Cost { lanes: 4, ..CHEAP };
        let output = argon2id(&four, b"secret", &[1; SALT], OUTPUT).unwrap();
        let hash = phc(&four, &[1; SALT], &output);
        assert_eq!(compare(&CHEAP, b"secret", &hash), Verdict { matches: true, outdated: true });
        assert_eq!(compare(&four, b"secret", &hash), Verdict { matches: true, outdated: false });
        assert!(!compare(&four, b"Secret", &hash).matches);
        let old = bcrypt::hash("secret", 4).unwrap();
        assert_eq!(compare(&CHEAP, b"secret", &old), Verdict { matches: true, outdated: true });
    }

    #[test]
    fn usable_hashes_are_told_from_bombs() {
        let output = argon2id(&CHEAP, b"secret", &[1; SALT], OUTPUT).unwrap();
        let argon = phc(&CHEAP, &[1; SALT], &output);
        assert!(is_usable(&argon) && is_usable(&bcrypt::hash("secret", 4).unwrap()));
        // A vector of the reference implementation: a short salt, "somesalt".
        let short = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$\
            CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert!(is_usable(short), "{:?}", PasswordHash::new(short));
        for bad in [
            argon.replace("m=64", "m=1048577"),
            argon.replace("t=2", "t=17"),
            argon.replace("p=1", "p=0"),
            argon.replace("argon2id", "scrypt"),
            argon[..argon.len() - 44].to_owned(),
            bcrypt::hash("secret", 4).unwrap().replace("$04$", "$31$"),
            "$2b$04$short".to_owned(),
            "$2".to_owned(),
            "plain".to_owned(),
        ] {
            assert!(!is_usable(&bad), "{bad}");
        }
    }

    #[test]
    fn garbage_and_bombs_match_nothing() {
        for hash in [
            "",
            "$argon2id$",
            "$argon2id$v=19$m=4294967295,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$2b$99$x",
            "plain",
        ] {
            assert!(!compare(&CHEAP, b"x", hash).matches, "{hash}");
        }
    }

    #[tokio::test]
    async fn a_full_queue_is_busy_at_once() {
        let settings = Passwords { memory_kib: 64, passes: 1, lanes: 1, workers: 1, queue: 1 };
        let hasher = Hasher::start(&settings, &Random::System, &Figures::default()).unwrap();
        let (release, gate) = std::sync::mpsc::channel::<()>();
        let (started, running) = oneshot::channel();
        let slow = tokio::spawn({
            let hasher = hasher.clone();
            async move {
                hasher
                    .run(move || {
                        let _ = started.send(());
                        let _ = gate.recv();
                        Ok(())
                    })
                    .await
            }
        });
        running.await.unwrap();
        let queued = hasher.run(|| Ok(()));
        tokio::pin!(queued);
        assert!(futures_poll(&mut queued).await.is_none());
        assert!(matches!(hasher.run(|| Ok(())).await, Err(Error::Busy { retry_after: 1 })));
        release.send(()).unwrap();
        queued.await.unwrap();
        slow.await.unwrap().unwrap();
    }

    async fn futures_poll<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
        tokio::time::timeout(std::time::Duration::from_millis(1), future).await.ok()
    }
}
