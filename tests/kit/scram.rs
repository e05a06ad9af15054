//! The server's side of SCRAM (RFC 5802, RFC 7677), without channel binding.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256, Sha512};

/// RFC 7677, section 4; Kafka wants no fewer.
const ITERATIONS: u32 = 4096;
const SALT: &[u8] = b"salt of the tests";
const NONCE: &str = "and-the-server's";

/// The functions of one mechanism.
pub struct Scram {
    hash: fn(&[u8]) -> Vec<u8>,
    mac: fn(&[u8], &[u8]) -> Vec<u8>,
}

pub const SHA_256: Scram =
    Scram { hash: |bytes| Sha256::digest(bytes).to_vec(), mac: mac::<Hmac<Sha256>> };
pub const SHA_512: Scram =
    Scram { hash: |bytes| Sha512::digest(bytes).to_vec(), mac: mac::<Hmac<Sha512>> };

fn mac<M: Mac + KeyInit>(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut mac = <M as Mac>::new_from_slice(key).expect("a key of any length");
    mac.update(bytes);
    mac.finalize().into_bytes().to_vec()
}

/// The answer to a client's first message, if it names this user.
pub fn challenge(first: &str, user: &str) -> Option<String> {
    let nonce = first.strip_prefix(&format!("n,,n={user},r="))?;
    Some(format!("r={nonce}{NONCE},s={},i={ITERATIONS}", STANDARD.encode(SALT)))
}

impl Scram {
    /// The answer to a client's last message, if it proves the password.
    pub fn verdict(
        &self,
        first: &str,
        challenge: &str,
        last: &str,
        password: &str,
    ) -> Option<String> {
        let (unproved, proof) = last.rsplit_once(",p=")?;
        let nonce = challenge.split(',').next()?;
        if unproved != format!("c=biws,{nonce}") {
            return None;
        }
        let salted = self.salted(password.as_bytes());
        let exchanged = format!("{},{challenge},{unproved}", first.strip_prefix("n,,")?);
        let client_key = (self.mac)(&salted, b"Client Key");
        let signature = (self.mac)(&(self.hash)(&client_key), exchanged.as_bytes());
        if STANDARD.decode(proof).ok()? != xor(client_key, &signature) {
            return None;
        }
        let server_key = (self.mac)(&salted, b"Server Key");
        Some(format!("v={}", STANDARD.encode((self.mac)(&server_key, exchanged.as_bytes()))))
    }

    /// `Hi` of RFC 5802, section 2.2.
    fn salted(&self, password: &[u8]) -> Vec<u8> {
        let mut turn = (self.mac)(password, &[SALT, &1_u32.to_be_bytes()].concat());
        let mut salted = turn.clone();
        for _ in 1..ITERATIONS {
            turn = (self.mac)(password, &turn);
            salted = xor(salted, &turn);
        }
        salted
    }
}

fn xor(one: Vec<u8>, other: &[u8]) -> Vec<u8> {
    one.iter().zip(other).map(|(a, b)| a ^ b).collect()
}
