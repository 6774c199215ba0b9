//! What a file says about itself.

use lopdf::{Object, StringFormat};

/// Who made the file, in metadata.
pub(super) const PRODUCER: &str = "Parvaneh";

/// A text as a PDF string.
pub(super) fn text_string(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The XMP packet: title and language, and the standards that the file keeps. PDF/UA is not
/// among the schemas that PDF/A knows, so the packet has to describe it.
pub(super) fn xmp(title: &str) -> String {
    let title = escaped(title);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 pdf:Producer="{PRODUCER}" pdfaid:part="2" pdfaid:conformance="A" pdfuaid:part="1">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>fa-IR</rdf:li></rdf:Bag></dc:language>
<pdfaExtension:schemas><rdf:Bag><rdf:li><rdf:Description pdfaSchema:schema="PDF/UA"
 pdfaSchema:namespaceURI="http://www.aiim.org/pdfua/ns/id/" pdfaSchema:prefix="pdfuaid">
<pdfaSchema:property><rdf:Seq><rdf:li pdfaProperty:name="part" pdfaProperty:valueType="Integer"
 pdfaProperty:category="internal" pdfaProperty:description="part of the standard"/></rdf:Seq></pdfaSchema:property>
</rdf:Description></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}',
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
