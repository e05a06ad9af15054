//! Against a small server over real sockets that misbehaves where it is told.

use std::sync::atomic::{AtomicUsize, Ordering};

use domain::messages::MessageType;
use domain::settings;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::*;
use crate::Mail;

/// What the server does instead of its duty when a command begins with a word;
/// `CONNECT` stands for the greeting and `.` for the end of the content.
#[derive(Clone, Copy)]
enum Mood {
    Kind,
    Says(&'static str, &'static str),
    Hangs(&'static str),
    Cuts(&'static str),
}

struct Sink {
    port: u16,
    connections: Arc<AtomicUsize>,
    commands: Arc<Mutex<Vec<String>>>,
    mails: Arc<Mutex<Vec<String>>>,
    mood: Arc<Mutex<Mood>>,
    tls: Option<TlsAcceptor>,
}

impl Sink {
    async fn start(mood: Mood) -> Arc<Sink> {
        Sink::start_with(mood, false).await
    }

    async fn start_with(mood: Mood, tls: bool) -> Arc<Sink> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = Arc::new(Sink {
            port: listener.local_addr().unwrap().port(),
            connections: Arc::default(),
            commands: Arc::default(),
            mails: Arc::default(),
            mood: Arc::new(Mutex::new(mood)),
            tls: tls.then(acceptor),
        });
        let serving = Arc::clone(&sink);
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let sink = Arc::clone(&serving);
                sink.connections.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(async move {
                    if let Some(plain) = sink.serve(stream, true).await
                        && let Some(tls) = &sink.tls
                        && let Ok(secret) = tls.accept(plain).await
                    {
                        sink.commands.lock().unwrap().push("(encrypted)".to_owned());
                        sink.serve(secret, false).await;
                    }
                });
            }
        });
        sink
    }

    /// Speaks until the end, or until the client wants TLS.
    async fn serve<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: S, plain: bool) -> Option<S> {
        let mut stream = BufReader::new(stream);
        if plain {
            self.answer(&mut stream, "CONNECT", "220 sink ready").await?;
        }
        let mut content: Option<String> = None;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            if let Some(mail) = &mut content {
                if line != ".\r\n" {
                    mail.push_str(&line);
                    continue;
                }
                let mail = content.take()?;
                if self.answer(&mut stream, ".", "250 taken").await? {
                    self.mails.lock().unwrap().push(mail);
                }
                continue;
            }
            let line = line.trim_end();
            self.commands.lock().unwrap().push(line.to_owned());
            let word = line.split(' ').next()?;
            let duty = match word {
                "EHLO" if plain && self.tls.is_some() => {
                    "250-sink\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN"
                }
                "EHLO" => "250-sink\r\n250 AUTH PLAIN LOGIN",
                "STARTTLS" => "220 go ahead",
                "AUTH" => "235 welcome",
                "DATA" => "354 end with .",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            let kept = self.answer(&mut stream, word, duty).await?;
            match word {
                "STARTTLS" => return Some(stream.into_inner()),
                "DATA" if kept => content = Some(String::new()),
                "QUIT" => return None,
                _ => {}
            }
        }
    }

    /// Answers one command; none when the connection is at its end.
    async fn answer<S: AsyncWrite + Unpin>(
        &self,
        stream: &mut S,
        word: &str,
        duty: &str,
    ) -> Option<bool> {
        let mood = *self.mood.lock().unwrap();
        let (reply, kept) = match mood {
            Mood::Says(at, reply) if at == word => (reply, false),
            Mood::Hangs(at) if at == word => {
                sleep(Duration::from_secs(60)).await;
                return None;
            }
            Mood::Cuts(at) if at == word => return None,
            _ => (duty, true),
        };
        stream.write_all(format!("{reply}\r\n").as_bytes()).await.ok()?;
        stream.flush().await.ok()?;
        Some(kept)
    }

    fn mail(&self, form: &str) -> Mail {
        let settings = settings::Mail {
            url: form.replace("HOST", &format!("127.0.0.1:{}", self.port)),
            from: "Roster <roster@example.com>".to_owned(),
            templates: String::new(),
            max_attempts: 12,
            max_per_domain: 4,
        };
        Mail::open(&settings, &Clock::System).unwrap_or_else(|e| panic!("{e}"))
    }

    fn heard(&self, word: &str) -> usize {
        self.commands.lock().unwrap().iter().filter(|c| c.starts_with(word)).count()
    }
}

fn acceptor() -> TlsAcceptor {
    let own = rcgen::generate_simple_self_signed(vec!["sink.example".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(own.signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

fn email() -> Email {
    Email {
        id: domain::Id::from_u128(7),
        message_type: MessageType::AccountVerification,
        to: "ana@example.org".to_owned(),
        subject: "Verify your address".to_owned(),
        text: "Hello\n.\n.. dots".to_owned(),
        html: "<p>Hello</p>".to_owned(),
        locale: "en".to_owned(),
        unsubscribe: None,
        picture: None,
    }
}

#[tokio::test]
async fn a_mail_arrives_whole() {
    let sink = Sink::start(Mood::Kind).await;
    let mail = sink.mail("smtp://HOST");
    mail.check().await.unwrap();
    mail.send(&email()).await.unwrap();
    let mails = sink.mails.lock().unwrap();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("X-Roster-Message: account.verification\r\n"), "{}", mails[0]);
    assert!(mails[0].contains("Hello\r\n..\r\n... dots\r\n"), "{}", mails[0]);
    assert_eq!(sink.heard("MAIL FROM:<roster@example.com>"), 1);
    assert_eq!(sink.heard("RCPT TO:<ana@example.org>"), 1);
}

#[tokio::test]
async fn connections_are_used_again_and_not_kept_for_ever() {
    let sink = Sink::start(Mood::Kind).await;
    let mail = sink.mail("smtp://HOST");
    for _ in 0..5 {
        mail.send(&email()).await.unwrap();
    }
    assert_eq!(sink.connections.load(Ordering::Relaxed), 1);
    let deadline = Instant::now() + IDLE * 3;
    while sink.heard("QUIT") == 0 && Instant::now() < deadline {
        sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(sink.heard("QUIT"), 1);
    mail.send(&email()).await.unwrap();
    assert_eq!(sink.connections.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn many_at_once_share_a_few_connections() {
    let sink = Sink::start(Mood::Kind).await;
    let mail = sink.mail("smtp://HOST");
    let sends: Vec<_> = (0..100)
        .map(|_| {
            let mail = mail.clone();
            tokio::spawn(async move { mail.send(&email()).await })
        })
        .collect();
    for send in sends {
        send.await.unwrap().unwrap();
    }
    assert_eq!(sink.mails.lock().unwrap().len(), 100);
    assert!(sink.connections.load(Ordering::Relaxed) <= CONNECTIONS);
}

#[tokio::test]
async fn replies_of_5xx_are_permanent_and_of_4xx_are_not() {
    for word in ["MAIL", "RCPT", "DATA", "."] {
        for (reply, permanent) in
            [("451 <ana@example.org> later", false), ("550 <ana@example.org> never", true)]
        {
            let sink = Sink::start(Mood::Says(word, reply)).await;
            let mail = sink.mail("smtp://HOST");
            let error = mail.send(&email()).await.unwrap_err();
            assert_eq!(error.permanent, permanent, "{word} {error:?}");
            assert!(error.reason.contains(&reply[..3]), "{word} {error:?}");
            assert!(error.reason.contains("a***@example.org"), "{word} {error:?}");
            assert!(!error.reason.contains("ana@example.org"), "{word} {error:?}");
            *sink.mood.lock().unwrap() = Mood::Kind;
            mail.send(&email()).await.unwrap();
            assert_eq!(sink.mails.lock().unwrap().len(), 1, "{word}");
        }
    }
}

#[tokio::test]
async fn a_wrong_password_is_not_the_messages_fault() {
    let sink = Sink::start(Mood::Says("AUTH", "535 no")).await;
    let mail = sink.mail("smtp://roster:p%40ss@HOST");
    assert!(!mail.send(&email()).await.unwrap_err().permanent);
    assert!(mail.check().await.is_err());
    // Nobody tries again at once.
    let held = mail.send(&email()).await.unwrap_err();
    assert!(held.put_off.is_some() && mail.held().is_some());
    assert_eq!(sink.heard("AUTH PLAIN AHJvc3RlcgBwQHNz"), 2);
    *sink.mood.lock().unwrap() = Mood::Kind;
    sleep(mail.held().unwrap()).await;
    mail.send(&email()).await.unwrap();
    // RFC 4616: NUL, name, NUL, password.
    assert_eq!(sink.heard("AUTH PLAIN AHJvc3RlcgBwQHNz"), 3);
}

#[tokio::test]
async fn a_server_that_hangs_is_given_up() {
    let sends = ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."].map(|word| async move {
        let sink = Sink::start(Mood::Hangs(word)).await;
        let start = Instant::now();
        let error = sink.mail("smtp://HOST").send(&email()).await.unwrap_err();
        assert!(!error.permanent, "{word}");
        assert!(start.elapsed() < WHOLE + Duration::from_secs(2), "{word}");
    });
    futures_util::future::join_all(sends).await;
}

/// A reply that comes after the send was given up must not be taken for the
/// answer to the next message.
#[tokio::test]
async fn a_connection_given_up_is_not_used_again() {
    let sink = Sink::start(Mood::Hangs(".")).await;
    let mail = sink.mail("smtp://HOST");
    assert!(mail.send(&email()).await.is_err());
    *sink.mood.lock().unwrap() = Mood::Kind;
    mail.send(&email()).await.unwrap();
    assert_eq!(sink.mails.lock().unwrap().len(), 1);
    assert_eq!(sink.connections.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_connection_that_is_cut_is_a_passing_fault() {
    for word in ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."] {
        let sink = Sink::start(Mood::Cuts(word)).await;
        let mail = sink.mail("smtp://HOST");
        assert!(!mail.send(&email()).await.unwrap_err().permanent, "{word}");
        *sink.mood.lock().unwrap() = Mood::Kind;
        // Whether the server is away, only the first two say.
        assert_eq!(mail.held().is_some(), matches!(word, "CONNECT" | "EHLO"), "{word}");
        sleep(mail.held().unwrap_or_default()).await;
        mail.send(&email()).await.unwrap();
    }
}

#[tokio::test]
async fn a_kept_connection_that_the_server_ended_is_replaced() {
    for mood in [Mood::Cuts("MAIL"), Mood::Says("MAIL", "421 closing")] {
        let sink = Sink::start(Mood::Kind).await;
        let mail = sink.mail("smtp://HOST");
        mail.send(&email()).await.unwrap();
        *sink.mood.lock().unwrap() = mood;
        let later = Arc::clone(&sink);
        let mended = tokio::spawn(async move {
            while later.connections.load(Ordering::Relaxed) < 2 {
                tokio::task::yield_now().await;
            }
            *later.mood.lock().unwrap() = Mood::Kind;
        });
        mail.send(&email()).await.unwrap();
        mended.await.unwrap();
        assert_eq!(sink.mails.lock().unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_server_that_is_away_is_a_passing_fault() {
    let sink = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap()
    };
    let url = format!("smtp://user:hidden@{sink}");
    let from = "roster@example.com".to_owned();
    let settings =
        settings::Mail { url, from, templates: String::new(), max_attempts: 12, max_per_domain: 4 };
    let mail = Mail::open(&settings, &Clock::System).unwrap_or_else(|e| panic!("{e}"));
    let error = mail.send(&email()).await.unwrap_err();
    assert!(!error.permanent && !error.reason.contains("hidden"), "{error:?}");
    assert!(mail.check().await.is_err());
}

#[tokio::test]
async fn a_bad_address_is_permanent_and_reaches_no_server() {
    let sink = Sink::start(Mood::Kind).await;
    let mail = sink.mail("smtp://HOST");
    for to in ["ana", "ana@example.org>\r\nRCPT TO:<eve@example.net", "ána@example.org", ""] {
        let error = mail.send(&Email { to: to.to_owned(), ..email() }).await.unwrap_err();
        assert!(error.permanent, "{to:?}");
    }
    assert_eq!(sink.connections.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn values_with_line_breaks_add_no_header_and_no_receiver() {
    let sink = Sink::start(Mood::Kind).await;
    let subject = "Hi\r\nBcc: eve@example.net\r\n\r\nbody".to_owned();
    sink.mail("smtp://HOST").send(&Email { subject, ..email() }).await.unwrap();
    let mails = sink.mails.lock().unwrap();
    let head = mails[0].split("\r\n\r\n").next().unwrap();
    assert!(head.contains("Subject: Hi  Bcc: eve@example.net    body\r\n"), "{head}");
    assert!(!head.lines().any(|l| l.starts_with("Bcc")), "{head}");
    assert_eq!(sink.heard("RCPT"), 1);
}

#[tokio::test]
async fn tls_is_used_where_offered_and_checked_where_it_counts() {
    let sink = Sink::start_with(Mood::Kind, true).await;
    sink.mail("smtp://HOST").send(&email()).await.unwrap();
    assert_eq!((sink.heard("STARTTLS"), sink.heard("(encrypted)")), (1, 1));

    sink.mail("smtp://HOST?tls=none").send(&email()).await.unwrap();
    assert_eq!(sink.heard("STARTTLS"), 1);

    // The server's own certificate proves nothing.
    for form in ["smtp://HOST?tls=required", "smtp://user:pass@HOST"] {
        let error = sink.mail(form).send(&email()).await.unwrap_err();
        assert!(!error.permanent && error.reason.contains("certificate"), "{form} {error:?}");
    }
    assert_eq!(sink.heard("AUTH"), 0);
    assert_eq!(sink.mails.lock().unwrap().len(), 2);

    let without = Sink::start(Mood::Kind).await;
    let error = without.mail("smtp://HOST?tls=required").send(&email()).await.unwrap_err();
    assert!(!error.permanent, "{error:?}");
    assert_eq!(without.heard("MAIL"), 0);
    without.mail("smtp://HOST").send(&email()).await.unwrap();
}

#[test]
fn addresses_are_read_or_explained_without_their_password() {
    let port = |url| Server::parse(url).map(|s| s.map(|s| s.port));
    assert_eq!(port("mailbox:"), Ok(None));
    assert_eq!(port("smtp://localhost"), Ok(Some(587)));
    assert_eq!(port("smtps://u:p@mail.example.org/"), Ok(Some(465)));
    assert_eq!(port("smtp://[::1]:25?tls=none"), Ok(Some(25)));
    for url in [
        "",
        "mailbox:x",
        "mailbox://",
        "localhost:25",
        "smtp:localhost",
        "smtp://",
        "smtp://user@localhost",
        "smtp://:hidden@localhost",
        "smtp://user:hidden@localhost/path",
        "smtp://user:hidden@localhost?tls=maybe",
        "smtp://user:hidden@localhost?tsl=none",
        "smtps://user:hidden@localhost?tls=none",
        "smtp://user:hidden@localhost:99999",
        "http://user:hidden@localhost",
    ] {
        let fault = Server::parse(url).map(|_| ()).unwrap_err();
        assert!(fault.starts_with("expected"), "{url}: {fault}");
        assert!(!fault.contains("hidden"), "{url}: {fault}");
    }
}

#[tokio::test]
async fn memory_keeps_what_was_sent_and_the_mailbox_is_elsewhere() {
    let sent = Arc::default();
    Mail::Memory(Arc::clone(&sent)).send(&email()).await.unwrap();
    assert_eq!(*sent.lock().unwrap(), [email()]);
    assert!(!Mail::Mailbox.send(&email()).await.unwrap_err().permanent);
    assert_eq!(Mail::Mailbox.check().await, Ok(()));
}
