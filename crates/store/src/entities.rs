//! The tables as SeaORM sees them. Columns are explained in the migration.

macro_rules! entity {
    ($module:ident, $table:literal, { $($(#[$meta:meta])* $field:ident: $type:ty,)* }) => {
        pub(crate) mod $module {
            use sea_orm::entity::prelude::*;
            use serde::{Deserialize, Serialize};

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $($(#[$meta])* pub $field: $type,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

entity!(users, "users", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    nickname: String,
    nickname_key: String,
    search_text: String,
    first_name_key: Option<String>,
    last_name_key: Option<String>,
    location_key: Option<String>,
    email: String,
    email_verified: bool,
    password_hash: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    bio: Option<String>,
    location: Option<String>,
    profile_picture_url: Option<String>,
    linkedin_profile_url: Option<String>,
    github_profile_url: Option<String>,
    locale: String,
    time_zone: String,
    show_name: bool,
    extra: Json,
    role: String,
    is_professional: bool,
    professional_status_updated_at: Option<DateTimeUtc>,
    last_login_at: Option<DateTimeUtc>,
    failed_login_attempts: i32,
    is_locked: bool,
    locked_at: Option<DateTimeUtc>,
    locked_by: Option<String>,
    delete_after: Option<DateTimeUtc>,
    leaving_posts: Option<String>,
    mailing_list: bool,
    picture: Option<String>,
    last_seen_at: Option<DateTimeUtc>,
    created_at: DateTimeUtc,
    updated_at: DateTimeUtc,
    version: i64,
});

entity!(sessions, "sessions", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    user_id: Uuid,
    kind: String,
    family_hash: Vec<u8>,
    refresh_hash: Vec<u8>,
    device: String,
    address: Option<String>,
    created_at: DateTimeUtc,
    last_seen_at: DateTimeUtc,
    signed_in_at: DateTimeUtc,
    expires_at: DateTimeUtc,
});

entity!(known_devices, "known_devices", {
    #[sea_orm(primary_key, auto_increment = false)]
    user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    hash: Vec<u8>,
    first_seen_at: DateTimeUtc,
    last_seen_at: DateTimeUtc,
});

entity!(email_changes, "email_changes", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    user_id: Uuid,
    old_email: String,
    new_email: String,
    created_at: DateTimeUtc,
});

entity!(one_time_tokens, "one_time_tokens", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    purpose: String,
    user_id: Option<Uuid>,
    email_change_id: Option<Uuid>,
    session_id: Option<Uuid>,
    hash: Vec<u8>,
    created_at: DateTimeUtc,
    expires_at: DateTimeUtc,
});

entity!(signing_keys, "signing_keys", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    secret: Vec<u8>,
    created_at: DateTimeUtc,
    retired_at: Option<DateTimeUtc>,
});

entity!(journal, "journal", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    at: DateTimeUtc,
    actor: String,
    action: String,
    subject_kind: String,
    subject_id: Uuid,
    user_id: Option<Uuid>,
    reason: Option<String>,
    request_id: Option<String>,
    changes: Option<Json>,
    changes_salt: Option<Vec<u8>>,
    changes_digest: Vec<u8>,
    address: Option<String>,
    address_salt: Option<Vec<u8>>,
    address_digest: Vec<u8>,
    seal_number: Option<i64>,
    seal: Option<Vec<u8>>,
});

entity!(journal_head, "journal_head", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: i32,
    seal_number: i64,
    seal: Vec<u8>,
});

entity!(messages, "messages", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    message_type: String,
    user_id: Uuid,
    audience: String,
    fact_id: Uuid,
    detail: Option<Uuid>,
    data: Json,
    state: String,
    attempts: i32,
    next_attempt_at: DateTimeUtc,
    claimed_by: Option<Uuid>,
    error: Option<String>,
    created_at: DateTimeUtc,
    request_id: Option<String>,
    trace: Option<String>,
});

entity!(mailbox, "mailbox", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    message_type: String,
    sender: String,
    receiver: String,
    subject: String,
    text: String,
    html: String,
    locale: String,
    at: DateTimeUtc,
    unsubscribe: Option<String>,
    picture: Option<Vec<u8>>,
    picture_id: Option<String>,
});

entity!(idempotency_keys, "idempotency_keys", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    fingerprint: Vec<u8>,
    user_id: Option<Uuid>,
    answer: Option<Json>,
    created_at: DateTimeUtc,
});

entity!(secrets, "secrets", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    value: Vec<u8>,
    created_at: DateTimeUtc,
});

entity!(throttles, "throttles", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    count: i32,
    ends_at: DateTimeUtc,
});

entity!(loose_objects, "loose_objects", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    at: DateTimeUtc,
    claimed_until: Option<DateTimeUtc>,
});

entity!(professional_requests, "professional_requests", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    user_id: Uuid,
    note: String,
    status: String,
    reason: Option<String>,
    created_at: DateTimeUtc,
    decided_at: Option<DateTimeUtc>,
    decided_by: Option<Uuid>,
});

entity!(profile_fields, "profile_fields", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    name: String,
    field_type: String,
    labels: Json,
    choices: Json,
    required: bool,
    visible_to: String,
    position: i32,
    created_at: DateTimeUtc,
    updated_at: DateTimeUtc,
});

entity!(invitations, "invitations", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    inviter_id: Uuid,
    inviter: String,
    name: Option<String>,
    email: Option<String>,
    message: Option<String>,
    status: String,
    created_at: DateTimeUtc,
    expires_at: DateTimeUtc,
    accepted_at: Option<DateTimeUtc>,
    converted_at: Option<DateTimeUtc>,
    used_by: Option<Uuid>,
});

entity!(posts, "posts", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    author_id: Option<Uuid>,
    title: String,
    body: String,
    search_text: String,
    status: String,
    reason: Option<String>,
    created_at: DateTimeUtc,
    updated_at: DateTimeUtc,
    listed_at: DateTimeUtc,
    version: i64,
});

entity!(analytics_counts, "analytics_counts", {
    #[sea_orm(primary_key, auto_increment = false)]
    day: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    name: String,
    count: i64,
});

entity!(analytics_gaps, "analytics_gaps", {
    #[sea_orm(primary_key, auto_increment = false)]
    kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    day: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    gap: i32,
    count: i64,
});

entity!(analytics_visits, "analytics_visits", {
    #[sea_orm(primary_key, auto_increment = false)]
    visitor: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    day: i32,
    at: DateTimeUtc,
    content: String,
});

entity!(analytics_active, "analytics_active", {
    #[sea_orm(primary_key, auto_increment = false)]
    user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    day: i32,
});

entity!(analytics_members, "analytics_members", {
    #[sea_orm(primary_key, auto_increment = false)]
    user_id: Uuid,
    registered_at: DateTimeUtc,
    registered_on: i32,
    visitor: Option<Uuid>,
    source: Option<String>,
    verified_on: Option<i32>,
    signed_in_on: Option<i32>,
    took_part_on: Option<i32>,
    back_on: Option<i32>,
});

entity!(analytics_cursor, "analytics_cursor", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: i32,
    seal_number: i64,
});

entity!(events, "events", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    creator_id: Option<Uuid>,
    state: String,
    title: String,
    description: String,
    starts_at: DateTimeUtc,
    ends_at: DateTimeUtc,
    time_zone: String,
    location: Option<String>,
    url: Option<String>,
    capacity: Option<i64>,
    category: Option<String>,
    category_key: Option<String>,
    tags: Json,
    registered: i64,
    waitlisted: i64,
    last_number: i64,
    search_text: String,
    created_at: DateTimeUtc,
    updated_at: DateTimeUtc,
    version: i64,
});

entity!(event_tags, "event_tags", {
    #[sea_orm(primary_key, auto_increment = false)]
    event_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    tag_key: String,
    tag: String,
    state: String,
    starts_at: DateTimeUtc,
    ends_at: DateTimeUtc,
});

entity!(event_registrations, "event_registrations", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    event_id: Uuid,
    user_id: Uuid,
    status: String,
    number: i64,
    created_at: DateTimeUtc,
    reminded_at: Option<DateTimeUtc>,
});

entity!(calendar_keys, "calendar_keys", {
    #[sea_orm(primary_key, auto_increment = false)]
    user_id: Uuid,
    number: i64,
    renewed_at: DateTimeUtc,
});
