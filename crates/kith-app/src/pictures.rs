//! The workspace's logo and people's pictures: decoded, made small, and kept as PNG under a name of its
//! own, so that browsers may keep what they have seen.
//!
//! A picture is stored before the record points at it and removed after, so a killed process leaves
//! at most bytes that nothing points at, which the sweep of files removes.

use std::io::Cursor;

use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, TryStreamExt, stream};
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use kith_access::{Action, Scope, decide};
use kith_catalog::{user, workspace as workspace_kind};
use kith_model::{FieldCode, Filter, Id, RecordKind, Schema, Value};
use serde_json::{Map, json};
use tokio::sync::Semaphore;

use crate::ports::BlobError;
use crate::records::{Saved, update_trusted};
use crate::workspace::list_all;
use crate::{App, AppError, workspace};

/// The most bytes that are taken for a picture.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// The most dots from side to side, so that a small file cannot fill the memory.
const MOST_DOTS: u32 = 6_000;
const MOST_MEMORY: u64 = 160 * 1024 * 1024;
/// A picture of ours is never larger than this.
const MOST_STORED: u64 = 8 * 1024 * 1024;

/// Pictures are decoded one after the other, whoever sends them.
static DECODING: Semaphore = Semaphore::const_new(1);

/// Whose picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The workspace's logo: as wide as it is, at most 640 × 240 dots.
    Logo,
    /// The caller's own: the middle of it, at most 256 × 256 dots.
    Person,
}

impl Place {
    fn kind(self) -> &'static RecordKind {
        match self {
            Place::Logo => &workspace_kind::KIND,
            Place::Person => &user::KIND,
        }
    }

    fn field(self) -> &'static str {
        match self {
            Place::Logo => workspace_kind::LOGO.key(),
            Place::Person => user::PICTURE.key(),
        }
    }

    fn fit(self, picture: &DynamicImage) -> DynamicImage {
        let (width, height) = (picture.width(), picture.height());
        match self {
            Place::Logo if width > 640 || height > 240 => picture.resize(640, 240, FilterType::Lanczos3),
            Place::Logo => picture.clone(),
            Place::Person => {
                let side = width.min(height).min(256);
                picture.resize_to_fill(side, side, FilterType::Lanczos3)
            }
        }
    }
}

/// The dots of a picture, row by row from the top, four bytes each: red, green, blue, opacity.
#[derive(Clone, Debug)]
pub(crate) struct Dots {
    pub rgba: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// Takes a picture in the place of the one before.
///
/// # Errors
/// [`AppError::Validation`] where the bytes are no picture that is understood here.
pub async fn set(app: &App, scope: &Scope, place: Place, bytes: Bytes) -> Result<Saved, AppError> {
    let (writer, record) = writer(scope, place)?;
    let _turn = DECODING.acquire().await.map_err(|error| AppError::Internal(error.to_string()))?;
    let made = tokio::task::spawn_blocking(move || encode(&place.fit(&decode(&bytes).map_err(|why| bad(place, why))?)));
    let png = Bytes::from(made.await.map_err(|error| AppError::Internal(error.to_string()))??);
    let id = app.new_id();
    app.blobs().put(&key(scope.workspace, id), stream::once(async { Ok::<_, BlobError>(png) }).boxed()).await?;
    point(app, &writer, place, record, Some(id)).await
}

/// Goes back to letters.
pub async fn clear(app: &App, scope: &Scope, place: Place) -> Result<Saved, AppError> {
    let (writer, record) = writer(scope, place)?;
    point(app, &writer, place, record, None).await
}

/// A picture of the caller's workspace, as PNG.
pub async fn read(app: &App, scope: &Scope, id: Id) -> Result<Bytes, AppError> {
    scope.user().ok_or(AppError::Unauthenticated)?;
    load(app, scope.workspace, id).await?.ok_or(AppError::NotFound)
}

/// The workspace's logo, for documents.
pub(crate) async fn logo(app: &App, workspace: Id) -> Result<Option<Dots>, AppError> {
    let data = workspace::load(app, workspace).await?;
    let Some(id) = data.settings.get(&workspace_kind::LOGO).and_then(|id| id.parse().ok()) else { return Ok(None) };
    let Some(png) = load(app, workspace, id).await? else { return Ok(None) };
    let decoded = tokio::task::spawn_blocking(move || decode(&png)).await;
    let picture = decoded.map_err(|error| AppError::Internal(error.to_string()))?.map_err(AppError::Internal)?;
    let (width, height) = (picture.width(), picture.height());
    Ok(Some(Dots { rgba: picture.into_rgba8().into_raw(), width, height }))
}

/// The pictures that something points at.
pub(crate) async fn in_use(app: &App, scope: &Scope) -> Result<Vec<Id>, AppError> {
    let settings = list_all(app, scope, &workspace_kind::KIND, Filter::all(), "id").await?;
    let people = list_all(app, scope, &user::KIND, Filter::all(), "id").await?;
    let logos = settings.iter().filter_map(|record| record.get(&workspace_kind::LOGO));
    let pictures = people.iter().filter_map(|record| record.get(&user::PICTURE));
    Ok(logos.chain(pictures).filter_map(|id| id.parse().ok()).collect())
}

/// Where pictures lie.
pub(crate) fn folder(workspace: Id) -> String {
    format!("pictures/{workspace}")
}

fn key(workspace: Id, id: Id) -> String {
    format!("{}/{id}", folder(workspace))
}

/// Who writes what: the logo whoever may change the settings, one's picture oneself, whatever one's roles
/// say about users.
fn writer(scope: &Scope, place: Place) -> Result<(Scope, Id), AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    match place {
        Place::Logo => {
            decide(scope, workspace_kind::KIND.key, Action::Update, workspace_kind::KIND.activity)?;
            Ok((scope.clone(), scope.workspace))
        }
        Place::Person => Ok((Scope { grants: Scope::system(scope.workspace).grants, ..scope.clone() }, me)),
    }
}

/// Lets the record point at a picture or at none, and removes the one it pointed at.
async fn point(app: &App, writer: &Scope, place: Place, record: Id, to: Option<Id>) -> Result<Saved, AppError> {
    let body = Map::from_iter([(place.field().to_owned(), json!(to))]);
    let permit = decide(writer, place.kind().key, Action::Update, place.kind().activity)?;
    let schema = Schema::new(place.kind(), Vec::new());
    let before = app.store().find_record(&permit, &schema, record).await?.ok_or(AppError::NotFound)?;
    let saved = update_trusted(app, writer, place.kind(), record, &body, None).await?;
    if let Value::Text(old) = before.value(place.field())
        && let Ok(old) = old.parse()
        && let Err(error) = app.blobs().remove(&key(writer.workspace, old)).await
    {
        tracing::warn!(picture = %old, %error, "a picture that is not shown any more was not removed");
    }
    Ok(saved)
}

async fn load(app: &App, workspace: Id, id: Id) -> Result<Option<Bytes>, AppError> {
    let pieces = match app.blobs().read(&key(workspace, id), 0..MOST_STORED).await {
        Ok(pieces) => pieces,
        Err(BlobError::Missing) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let whole = pieces.try_fold(BytesMut::new(), |mut whole, piece| async move {
        whole.extend_from_slice(&piece);
        Ok(whole)
    });
    Ok(Some(whole.await?.freeze()))
}

fn bad(place: Place, why: String) -> AppError {
    AppError::field(place.field(), FieldCode::Invalid, why)
}

/// The picture in these bytes, turned as the camera was held; or what is wrong with them.
fn decode(bytes: &[u8]) -> Result<DynamicImage, String> {
    let unknown = || "This takes a picture: PNG, JPEG or WebP.".to_owned();
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| unknown())?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(unknown());
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_DOTS);
    limits.max_image_height = Some(MOST_DOTS);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let failed = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => format!("This picture is larger than {MOST_DOTS} × {MOST_DOTS} dots."),
        _ => "This picture is damaged.".to_owned(),
    };
    let mut decoder = reader.into_decoder().map_err(failed)?;
    let turned = decoder.orientation().map_err(failed)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(failed)?;
    picture.apply_orientation(turned);
    Ok(picture)
}

fn encode(picture: &DynamicImage) -> Result<Vec<u8>, AppError> {
    let mut png = Cursor::new(Vec::new());
    let eight_bits = DynamicImage::from(picture.to_rgba8());
    eight_bits.write_to(&mut png, ImageFormat::Png).map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(png.into_inner())
}
