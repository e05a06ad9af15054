//! A Kafka-protocol broker behind TLS and SASL (PLAIN, RFC 4616, and SCRAM): a
//! proxy that ends the encryption, asks for name and password as a broker does
//! (SaslHandshake, SaslAuthenticate), and passes everything else through.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::server::TlsStream;

use crate::scram::{self, Scram};
use crate::{Broker, Db};

const SASL_HANDSHAKE: i16 = 17;
const SASL_AUTHENTICATE: i16 = 36;
const UNSUPPORTED_MECHANISM: i16 = 33;
const AUTHENTICATION_FAILED: i16 = 58;

/// How the password is asked for.
#[derive(Clone, Copy)]
pub enum Mechanism {
    Plain,
    ScramSha256,
    ScramSha512,
}

impl Mechanism {
    /// As the protocol calls it; `messages.url` has it in small letters.
    fn name(self) -> &'static str {
        match self {
            Mechanism::Plain => "PLAIN",
            Mechanism::ScramSha256 => "SCRAM-SHA-256",
            Mechanism::ScramSha512 => "SCRAM-SHA-512",
        }
    }
}

pub struct SecureBroker {
    port: u16,
    mechanism: Mechanism,
    authority: PathBuf,
    state: Arc<Mutex<State>>,
    listening: JoinHandle<()>,
    _broker: Broker,
}

struct State {
    password: String,
    acceptor: TlsAcceptor,
    connections: Vec<JoinHandle<()>>,
}

impl SecureBroker {
    pub const USER: &str = "roster";
    pub const PASSWORD: &str = "s3cret-of-Kafka";

    /// Its certificate lies in the test's folder.
    pub async fn start(db: &Db, mechanism: Mechanism) -> SecureBroker {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let broker = Broker::behind(port);
        let (acceptor, certificate) = certified();
        let authority = db.folder().join("broker.pem");
        std::fs::write(&authority, certificate).expect("write the certificate");
        let password = SecureBroker::PASSWORD.to_owned();
        let state = Arc::new(Mutex::new(State { password, acceptor, connections: Vec::new() }));
        let (shared, behind) = (state.clone(), broker.port());
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mut state = shared.lock().expect("the state");
                let (acceptor, password) = (state.acceptor.clone(), state.password.clone());
                let serving = tokio::spawn(async move {
                    if let Ok(mut stream) = acceptor.accept(stream).await
                        && authenticated(&mut stream, mechanism, &password).await.unwrap_or(false)
                        && let Ok(mut inner) = TcpStream::connect(("127.0.0.1", behind)).await
                    {
                        let _ = copy_bidirectional(&mut stream, &mut inner).await;
                    }
                });
                state.connections.push(serving);
            }
        });
        SecureBroker { port, mechanism, authority, state, listening, _broker: broker }
    }

    /// The value of `messages.url` that leads here, with this password.
    pub fn url(&self, password: &str) -> String {
        format!(
            "kafka://{}:{password}@127.0.0.1:{}/roster?tls=required&ca={}&sasl={}",
            SecureBroker::USER,
            self.port,
            self.authority.display(),
            self.mechanism.name().to_lowercase()
        )
    }

    /// Wants another password from now on; everybody has to come again.
    pub fn set_password(&self, password: &str) {
        self.state.lock().expect("the state").password = password.to_owned();
        self.cut();
    }

    /// Shows a certificate that nobody knows; gives back the one before.
    pub fn set_certificate(&self, known: Option<TlsAcceptor>) -> TlsAcceptor {
        let next = known.unwrap_or_else(|| certified().0);
        let before = std::mem::replace(&mut self.state.lock().expect("the state").acceptor, next);
        self.cut();
        before
    }

    fn cut(&self) {
        for connection in self.state.lock().expect("the state").connections.drain(..) {
            connection.abort();
        }
    }
}

impl Drop for SecureBroker {
    fn drop(&mut self) {
        self.listening.abort();
        self.cut();
    }
}

/// A certificate of its own, in PEM.
fn certified() -> (TlsAcceptor, String) {
    let own = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).expect("a key");
    let key = PrivateKeyDer::Pkcs8(own.signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key)
        .expect("a certificate");
    let text = STANDARD.encode(own.cert.der());
    let pem = format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n");
    (TlsAcceptor::from(Arc::new(config)), pem)
}

type Stream = TlsStream<TcpStream>;

/// One request: its kind, its number and what follows its header (version 1).
async fn request(stream: &mut Stream) -> std::io::Result<(i16, i32, Vec<u8>)> {
    let length = stream.read_i32().await?;
    let mut frame = vec![0; usize::try_from(length).unwrap_or(0).min(1 << 20)];
    stream.read_exact(&mut frame).await?;
    let word = |at: usize| i16::from_be_bytes([frame[at], frame[at + 1]]);
    let number = i32::from_be_bytes([frame[4], frame[5], frame[6], frame[7]]);
    let client = usize::try_from(word(8)).unwrap_or(0);
    Ok((word(0), number, frame[10 + client..].to_vec()))
}

async fn answer(stream: &mut Stream, number: i32, body: &[u8]) -> std::io::Result<()> {
    stream.write_i32(4 + body.len() as i32).await?;
    stream.write_i32(number).await?;
    stream.write_all(body).await?;
    stream.flush().await
}

/// Whether name and password were the right ones; they are told if not.
async fn authenticated(
    stream: &mut Stream,
    mechanism: Mechanism,
    password: &str,
) -> std::io::Result<bool> {
    let name = mechanism.name().as_bytes();
    let (kind, number, body) = request(stream).await?;
    let known = kind == SASL_HANDSHAKE && body.get(2..) == Some(name);
    let mut reply = if known { 0 } else { UNSUPPORTED_MECHANISM }.to_be_bytes().to_vec();
    reply.extend(1_i32.to_be_bytes());
    reply.extend((name.len() as i16).to_be_bytes());
    reply.extend(name);
    answer(stream, number, &reply).await?;
    match mechanism {
        Mechanism::Plain => {
            let (number, said) = said(stream).await?;
            let right = said == format!("\0{}\0{password}", SecureBroker::USER);
            judge(stream, number, right.then_some("")).await
        }
        Mechanism::ScramSha256 => scram(stream, &scram::SHA_256, password).await,
        Mechanism::ScramSha512 => scram(stream, &scram::SHA_512, password).await,
    }
}

async fn scram(stream: &mut Stream, scram: &Scram, password: &str) -> std::io::Result<bool> {
    let (number, first) = said(stream).await?;
    let challenge = scram::challenge(&first, SecureBroker::USER);
    if !judge(stream, number, challenge.as_deref()).await? {
        return Ok(false);
    }
    let (number, last) = said(stream).await?;
    let verdict = scram.verdict(&first, &challenge.unwrap_or_default(), &last, password);
    judge(stream, number, verdict.as_deref()).await
}

/// What a client says of itself, with its request's number.
async fn said(stream: &mut Stream) -> std::io::Result<(i32, String)> {
    let (kind, number, body) = request(stream).await?;
    let said = body.get(4..).filter(|_| kind == SASL_AUTHENTICATE).unwrap_or_default();
    Ok((number, String::from_utf8_lossy(said).into_owned()))
}

/// Answers what a client said of itself; none refuses it.
async fn judge(stream: &mut Stream, number: i32, said: Option<&str>) -> std::io::Result<bool> {
    let mut reply = if said.is_some() { 0 } else { AUTHENTICATION_FAILED }.to_be_bytes().to_vec();
    match said {
        Some(_) => reply.extend((-1_i16).to_be_bytes()),
        None => {
            let why = b"Authentication failed";
            reply.extend((why.len() as i16).to_be_bytes());
            reply.extend(why);
        }
    }
    let own = said.unwrap_or_default();
    reply.extend((own.len() as i32).to_be_bytes());
    reply.extend(own.as_bytes());
    // The session has no end.
    reply.extend(0_i64.to_be_bytes());
    answer(stream, number, &reply).await?;
    Ok(said.is_some())
}
