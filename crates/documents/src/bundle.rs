//! Many finished documents as one file, so that they go to a printer as one job.
//!
//! The pages are those of the documents, object for object; what speaks of a document as a whole (its
//! structure, outline and metadata) stays with the single files, which are the ones that are kept and proved.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// Why documents could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// A file is none that this crate has written.
    #[error("a document could not be read back")]
    Unreadable(#[source] lopdf::Error),
    /// The bytes could not be written.
    #[error("the documents could not be written as one file")]
    Write(#[source] std::io::Error),
}

/// What a page takes from the tree above it where it has none of its own.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// Puts documents together in their order. The same documents give the same bytes.
///
/// # Errors
/// Refuses what is not a PDF file.
pub fn bundle<'f>(files: impl IntoIterator<Item = &'f [u8]>) -> Result<Vec<u8>, BundleError> {
    let mut whole = Document::with_version("1.7");
    let tree = whole.new_object_id();
    let mut kids = Vec::new();
    for file in files {
        let mut one = Document::load_mem(file).map_err(BundleError::Unreadable)?;
        one.renumber_objects_with(whole.max_id + 1);
        whole.max_id = one.max_id;
        let pages: Vec<ObjectId> = one.page_iter().collect();
        for page in pages {
            adopt(&mut one, page, tree).map_err(BundleError::Unreadable)?;
            kids.push(Object::Reference(page));
        }
        whole.objects.append(&mut one.objects);
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    whole.objects.insert(
        tree,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }),
    );
    let catalog = whole.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    whole.trailer.set("Root", catalog);
    whole.prune_objects();
    whole.renumber_objects();
    let mut bytes = Vec::new();
    whole.save_to(&mut bytes).map_err(BundleError::Write)?;
    Ok(bytes)
}

/// Gives a page everything that it had from above, and the new tree as its parent.
fn adopt(of: &mut Document, page: ObjectId, tree: ObjectId) -> Result<(), lopdf::Error> {
    let mut own: Dictionary = of.get_dictionary(page)?.clone();
    let mut above = own.get(b"Parent").and_then(Object::as_reference).ok();
    while let Some(parent) = above {
        let parent = of.get_dictionary(parent)?;
        for name in INHERITED {
            if let (false, Ok(value)) = (own.has(name), parent.get(name)) {
                own.set(name, value.clone());
            }
        }
        above = parent.get(b"Parent").and_then(Object::as_reference).ok();
    }
    own.remove(b"StructParents");
    own.set("Parent", tree);
    of.objects.insert(page, Object::Dictionary(own));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document as Paper, Kind, render_specimen};

    #[test]
    fn a_bundle_has_the_pages_of_its_documents_in_their_order() {
        let files: Vec<Vec<u8>> = [Kind::Licence, Kind::Receipt, Kind::Refusal]
            .into_iter()
            .map(|kind| render_specimen(&Paper::example(kind)).expect("an example is drawn"))
            .collect();
        let pages = |bytes: &[u8]| -> Vec<Vec<u8>> {
            let file = Document::load_mem(bytes).expect("a file");
            file.page_iter().map(|page| file.get_page_content(page)).collect()
        };
        let singles: Vec<Vec<u8>> = files.iter().flat_map(|file| pages(file)).collect();
        let whole = bundle(files.iter().map(Vec::as_slice)).expect("three documents");
        assert_eq!(pages(&whole), singles);
        let again = bundle(files.iter().map(Vec::as_slice)).expect("three documents");
        assert_eq!(whole, again);
        let sizes: usize = files.iter().map(Vec::len).sum();
        assert!(whole.len() < sizes + sizes / 4, "{} of {sizes}", whole.len());
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let refused = bundle([b"not a file".as_slice()]);
        assert!(matches!(refused, Err(BundleError::Unreadable(_))));
    }
}
