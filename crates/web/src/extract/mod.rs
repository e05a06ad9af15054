//! Reading requests. A handler names who may call before what it reads, so
//! that permission is asked before path and body.

mod actor;
mod body;
mod conditions;
mod csv;
mod fields;
mod form;
mod idempotency;
mod json;
mod page;
mod path;
mod picture;
mod query;

pub use actor::{
    Analyst, Anyone, Auditor, Bearer, Definer, EventManager, Granter, InvitationManager, Manager,
    Member, Moderator, Operator, Organiser, RoleChanger, Transfer, context,
};
pub use body::lingering;
pub use conditions::{IfMatch, IfNoneMatch, etag};
pub use csv::{CsvFile, upload};
pub use fields::Fields;
pub use form::Form;
pub use idempotency::{Key, once};
pub use json::{Json, MaybeJson};
pub use page::{PageParams, Paging, listing, paged};
pub use path::{Id, IdAndToken, Token};
pub use picture::Picture;
pub use query::Query;
