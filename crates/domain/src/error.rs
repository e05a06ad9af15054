//! What can go wrong, without a word about transport. Each error has a stable
//! `code`, which is the API's code, the key of its text and the ground for
//! the exit code; HTTP, HTML and the terminal each map it once.

use std::borrow::Cow;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What an unknown id was meant to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    User,
    Session,
    Message,
    Job,
    ProfessionalRequest,
    ProfileField,
    Invitation,
    Post,
    Event,
    Registration,
    Page,
}

impl Noun {
    pub fn code(self) -> &'static str {
        match self {
            Noun::User => "user_not_found",
            Noun::Session => "session_not_found",
            Noun::Message => "message_not_found",
            Noun::Job => "job_not_found",
            Noun::ProfessionalRequest => "professional_request_not_found",
            Noun::ProfileField => "profile_field_not_found",
            Noun::Invitation => "invitation_not_found",
            Noun::Post => "post_not_found",
            Noun::Event => "event_not_found",
            Noun::Registration => "registration_not_found",
            Noun::Page => "not_found",
        }
    }
}

/// One fault of one input field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field as the caller named it.
    pub field: Cow<'static, str>,
    /// Stable code; its text is `fault-<code>` with `-` for `_`.
    pub code: &'static str,
    /// Numbers and words that the text mentions.
    pub args: Vec<(&'static str, String)>,
}

impl Fault {
    pub fn new(field: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Fault { field: field.into(), code, args: Vec::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// Gathers the faults of all fields, so that they are reported at once.
#[derive(Debug, Default)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// Keeps a value, or notes why it is none.
    pub fn take<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.0.push(fault)).ok()
    }

    pub fn push(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    pub fn check(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("invalid input: {}", .0.iter().map(|f| format!("{} {}", f.field, f.code)).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<Fault>),
    #[error("already taken: {}", match (email, nickname) { (true, true) => "email, nickname", (true, _) => "email", _ => "nickname" })]
    Taken { email: bool, nickname: bool },
    #[error("{} not found", match .0 { Noun::User => "user", Noun::Session => "session", Noun::Message => "message", Noun::Job => "job", Noun::ProfessionalRequest => "professional request", Noun::ProfileField => "profile field", Noun::Invitation => "invitation", Noun::Post => "post", Noun::Event => "event", Noun::Registration => "registration", Noun::Page => "page" })]
    NotFound(Noun),
    #[error("could not validate credentials")]
    Unauthenticated,
    #[error("incorrect email or password")]
    WrongCredentials,
    #[error("account locked due to too many failed login attempts")]
    AccountLocked,
    /// A refresh token that is unknown, spent or expired (RFC 6749, 5.2).
    #[error("invalid grant")]
    InvalidGrant,
    #[error("operation not permitted")]
    Forbidden,
    #[error("sign in again, or give the password")]
    ReauthenticationRequired,
    #[error("invalid or expired verification token")]
    InvalidVerificationToken,
    #[error("invalid or expired reset token")]
    InvalidResetToken,
    #[error("registration is closed")]
    RegistrationClosed,
    #[error("no active administrator would be left")]
    LastAdministrator,
    #[error("there is an open request already")]
    ProfessionalRequestOpen,
    #[error("this request was decided otherwise already")]
    ProfessionalRequestDecided,
    #[error("this person is a professional already")]
    AlreadyProfessional,
    /// Its link no longer leads anywhere: revoked, or its time ran out.
    #[error("this invitation is no longer valid")]
    InvitationGone,
    /// What only an open invitation allows.
    #[error("this invitation is not open any more")]
    InvitationClosed,
    #[error("already signed up")]
    AlreadySignedUp,
    #[error("this event is over")]
    EventPast,
    #[error("this event is cancelled")]
    EventIsCancelled,
    #[error("this event is not published yet")]
    EventNotPublished,
    #[error("changed in the meantime")]
    PreconditionFailed,
    #[error("a request with this idempotency key is in progress")]
    IdempotencyInProgress,
    #[error("this idempotency key was used with another request")]
    IdempotencyMismatch,
    /// `retry_after` in seconds.
    #[error("too many requests, retry after {retry_after} s")]
    Throttled { retry_after: u64 },
    /// The hashing queue is full.
    #[error("busy, retry after {retry_after} s")]
    Busy { retry_after: u64 },
    /// A backing service does not answer.
    #[error("{service} is not available: {reason}")]
    Unavailable { service: &'static str, reason: String },
    #[error("the picture has too many bytes")]
    PictureTooLarge,
    #[error("this is no picture of a kind that is taken")]
    NotAPicture,
    /// Or, of a drawing, too much to draw.
    #[error("the picture has too many pixels")]
    TooManyPixels,
    #[error("no space left for the data")]
    StorageFull,
    #[error("internal error: {0}")]
    Internal(String),
}

impl Error {
    /// The stable name of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Invalid(_) => "invalid_input",
            Error::Taken { email: true, .. } => "email_taken",
            Error::Taken { .. } => "nickname_taken",
            Error::NotFound(noun) => noun.code(),
            Error::Unauthenticated => "unauthenticated",
            Error::WrongCredentials => "wrong_credentials",
            Error::AccountLocked => "account_locked",
            Error::InvalidGrant => "invalid_grant",
            Error::Forbidden => "forbidden",
            Error::ReauthenticationRequired => "reauthentication_required",
            Error::InvalidVerificationToken => "invalid_verification_token",
            Error::InvalidResetToken => "invalid_reset_token",
            Error::RegistrationClosed => "registration_closed",
            Error::LastAdministrator => "last_administrator",
            Error::ProfessionalRequestOpen => "professional_request_open",
            Error::ProfessionalRequestDecided => "professional_request_decided",
            Error::AlreadyProfessional => "already_professional",
            Error::InvitationGone => "invitation_gone",
            Error::InvitationClosed => "invitation_closed",
            Error::AlreadySignedUp => "already_signed_up",
            Error::EventPast => "event_past",
            Error::EventIsCancelled => "event_is_cancelled",
            Error::EventNotPublished => "event_not_published",
            Error::PreconditionFailed => "precondition_failed",
            Error::IdempotencyInProgress => "idempotency_in_progress",
            Error::IdempotencyMismatch => "idempotency_mismatch",
            Error::Throttled { .. } => "throttled",
            Error::Busy { .. } => "busy",
            Error::Unavailable { .. } => "unavailable",
            Error::PictureTooLarge => "picture_too_large",
            Error::NotAPicture => "not_a_picture",
            Error::TooManyPixels => "too_many_pixels",
            Error::StorageFull => "storage_full",
            Error::Internal(_) => "internal",
        }
    }

    /// A single fault of a single field.
    pub fn field(field: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Error::Invalid(vec![Fault::new(field, code)])
    }

    pub fn internal(reason: impl ToString) -> Self {
        Error::Internal(reason.to_string())
    }

    pub fn unavailable(service: &'static str, reason: impl ToString) -> Self {
        Error::Unavailable { service, reason: reason.to_string() }
    }
}
