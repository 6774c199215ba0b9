//! The last pass over a file: structure, language, metadata, output intent and identity.

use lopdf::{
    Dictionary, Document, Object, ObjectId, ObjectStreamConfig, SaveOptions, Stream, dictionary,
};

use super::{
    PdfError, bookmarks, fingerprint,
    fonts::Fonts,
    metadata::{PRODUCER, text_string, xmp},
    outlines::Nested,
    packing, srgb,
    structure::{self, Marks},
};
use crate::typeset::placed::Composition;

/// Adds what printpdf cannot say.
pub(super) fn finish(
    file: &mut Document,
    pages: &Composition,
    marks: &Marks,
    fonts: &Fonts,
    nested: &Nested,
) -> Result<(), PdfError> {
    file.version = "1.7".into();
    let page_ids: Vec<ObjectId> = file.get_pages().into_values().collect();
    for (number, id) in page_ids.iter().enumerate() {
        let page = file.get_object_mut(*id)?.as_dict_mut()?;
        page.set("StructParents", i64::try_from(number).unwrap_or(i64::MAX));
        page.set("Tabs", "S");
        page.remove(b"Annots");
        page.remove(b"TrimBox");
        page.remove(b"CropBox");
    }
    let root = structure::add(file, &pages.nodes, marks, &page_ids);
    let profile = Stream::new(dictionary! { "N" => 3 }, srgb::profile());
    let profile = file.add_object(profile);
    let intent = file.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    });
    let packet = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp(&pages.title).into_bytes(),
    )
    .with_compression(false);
    let packet = file.add_object(packet);

    read_as(file, fonts)?;
    nest(file, &page_ids, nested)?;

    let outline = (!pages.bookmarks.is_empty())
        .then(|| bookmarks::add(file, &pages.bookmarks, &pages.pages, &page_ids));

    let catalog = file.catalog_mut()?;
    catalog.set("Lang", Object::string_literal("fa-IR"));
    let mode = if outline.is_some() { "UseOutlines" } else { "UseNone" };
    catalog.set("PageMode", Object::Name(mode.into()));
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", root);
    catalog.set("OutputIntents", vec![Object::Reference(intent)]);
    catalog.set("Metadata", packet);
    // No direction of the whole: readers would take every line for a Persian one, codes too.
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });

    let information = file.add_object(dictionary! {
        "Title" => text_string(&pages.title),
        "Producer" => Object::string_literal(PRODUCER),
    });
    if let Ok(Object::Reference(old)) = file.trailer.get(b"Info") {
        let old = *old;
        file.objects.remove(&old);
    }
    file.trailer.set("Info", information);
    packing::pack(file);
    Ok(())
}

/// Says for every font what its glyphs are read as.
fn read_as(file: &mut Document, fonts: &Fonts) -> Result<(), PdfError> {
    for (name, texts) in fonts.texts() {
        let map = file.objects.values().find_map(|object| {
            let font = object.as_dict().ok()?;
            let named = font.get(b"BaseFont").ok()?.as_name().ok()? == name.as_bytes();
            named.then(|| font.get(b"ToUnicode").ok()?.as_reference().ok())?
        });
        if let Some(map) = map {
            file.get_object_mut(map)?.as_stream_mut()?.set_plain_content(texts.into_bytes());
        }
    }
    Ok(())
}

/// Says for every drawing which drawings it is made of.
fn nest(file: &mut Document, pages: &[ObjectId], nested: &Nested) -> Result<(), PdfError> {
    let Some(page) = pages.first() else { return Ok(()) };
    let resources = file.get_dictionary(*page)?.get(b"Resources")?.as_reference()?;
    let Ok(Object::Reference(all)) = file.get_dictionary(resources)?.get(b"XObject") else {
        return Ok(());
    };
    let all = file.get_dictionary(*all)?.clone();
    for (name, parts) in nested {
        let mut used = Dictionary::new();
        for part in parts {
            used.set(part.as_bytes(), all.get(part.as_bytes())?.clone());
        }
        let drawing = file.get_object_mut(all.get(name.as_bytes())?.as_reference()?)?;
        drawing.as_stream_mut()?.dict.set("Resources", dictionary! { "XObject" => used });
    }
    Ok(())
}

/// Writes the file. Its identity is a hash of everything in it.
pub(super) fn save(mut file: Document) -> Result<Vec<u8>, PdfError> {
    /// Most papers are smaller.
    const ROOM: usize = 64 * 1024;
    drop_empty_resources(&mut file);
    let identity = |bytes: Vec<u8>| {
        let name = Object::String(bytes, lopdf::StringFormat::Hexadecimal);
        Object::Array(vec![name.clone(), name])
    };
    file.trailer.set("ID", identity(vec![0; 16]));
    let mut bytes = Vec::with_capacity(ROOM);
    let options = SaveOptions {
        use_object_streams: true,
        use_xref_streams: true,
        object_stream_config: ObjectStreamConfig {
            max_objects_per_stream: 1_000,
            compression_level: 9,
        },
        ..SaveOptions::default()
    };
    file.save_with_options(&mut bytes, options)?;
    packing::pack_places(&mut bytes);
    let name = fingerprint(&bytes);
    let nameless: &[u8] = b"<00000000000000000000000000000000>";
    let places: Vec<usize> = (0..bytes.len().saturating_sub(nameless.len()))
        .rev()
        .filter(|at| bytes[*at..].starts_with(nameless))
        .take(2)
        .collect();
    let hexadecimal: Vec<u8> =
        name.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()).collect();
    for at in places {
        bytes[at + 1..at + 33].copy_from_slice(&hexadecimal);
    }
    Ok(bytes)
}

fn drop_empty_resources(file: &mut Document) {
    let empty: Vec<ObjectId> = file
        .objects
        .iter()
        .filter(|(_, object)| object.as_dict().is_ok_and(Dictionary::is_empty))
        .map(|(id, _)| *id)
        .collect();
    let gone = |object: &Object| matches!(object, Object::Reference(id) if empty.contains(id));
    for object in file.objects.values_mut() {
        if let Object::Dictionary(dictionary) = object {
            let keys: Vec<Vec<u8>> = dictionary
                .iter()
                .filter(|(_, value)| gone(value))
                .map(|(key, _)| key.clone())
                .collect();
            for key in keys {
                dictionary.remove(&key);
            }
        }
    }
    for id in &empty {
        file.objects.remove(id);
    }
}
