import Notation

/// The templates that every site has, as files under `Templates/`, part of the program.
package enum BuiltInTemplates {
    /// Name, then the text by language; an official letter is Vietnamese in every language.
    private static let files: [(name: String, vietnamese: [UInt8], english: [UInt8]?)] = [
        ("digest", PackageResources.digest_vi_md, PackageResources.digest_en_md),
        ("matters", PackageResources.matters_vi_md, PackageResources.matters_en_md),
        ("receipt", PackageResources.receipt_vi_md, PackageResources.receipt_en_md),
        ("returned", PackageResources.returned_vi_md, PackageResources.returned_en_md),
        ("decision", PackageResources.decision_vi_md, PackageResources.decision_en_md),
        ("distribution", PackageResources.distribution_vi_md, PackageResources.distribution_en_md),
        ("notice", PackageResources.notice_vi_md, PackageResources.notice_en_md),
        ("themes", PackageResources.themes_vi_md, PackageResources.themes_en_md),
        ("rollup", PackageResources.rollup_vi_md, PackageResources.rollup_en_md),
        ("tong-hop-thang", PackageResources.tong_hop_thang_vi_md, PackageResources.tong_hop_thang_en_md),
        ("select", PackageResources.select_vi_md, PackageResources.select_en_md),
        ("review", PackageResources.review_vi_md, PackageResources.review_en_md),
        ("score", PackageResources.score_vi_md, PackageResources.score_en_md),
        ("lay-y-kien", PackageResources.lay_y_kien_vi_md, nil),
        ("cong-van-don-doc", PackageResources.cong_van_don_doc_vi_md, nil),
        ("cong-van-gioi-thieu", PackageResources.cong_van_gioi_thieu_vi_md, nil),
        ("cong-van-bao-cao", PackageResources.cong_van_bao_cao_vi_md, nil),
    ]

    package static var names: [String] { files.map(\.name) }

    /// The text of a built-in template, to copy into a site's `templates/` and change.
    package static func text(of name: String, in language: String) -> String? {
        files.first { $0.name == name }.map {
            String(decoding: language == "en" ? $0.english ?? $0.vietnamese : $0.vietnamese, as: UTF8.self)
        }
    }

    /// Letters as Word documents, by name; Vietnamese in every language. Tests/LetterForms/draw.py drew them.
    private static let documents: [(name: String, bytes: [UInt8])] = [
        ("cong-van-don-doc", PackageResources.cong_van_don_doc_docx),
        ("cong-van-gioi-thieu", PackageResources.cong_van_gioi_thieu_docx),
        ("cong-van-bao-cao", PackageResources.cong_van_bao_cao_docx),
        ("bao-cao-tong-hop", PackageResources.bao_cao_tong_hop_docx),
        ("giay-moi", PackageResources.giay_moi_docx), ("to-trinh", PackageResources.to_trinh_docx),
    ]

    /// A built-in form, to copy into a site's `templates/` and change.
    package static func document(of name: String) -> [UInt8]? { documents.first { $0.name == name }?.bytes }

    static let forms: [String: WordTemplate] = {
        var forms: [String: WordTemplate] = [:]
        for (name, bytes) in documents {
            do throws(TemplateFaults) {
                forms[name] = try WordTemplate(bytes, name: name, file: "\(name).docx")
            } catch {
                preconditionFailure(
                    "a built-in form is wrong: \(error.diagnostics.map(\.line).joined(separator: "\n"))")
            }
        }
        return forms
    }()

    static func all(in language: String) -> [String: Template] { (language == "en" ? inEnglish : inVietnamese) }

    private static let inVietnamese = read("vi")
    private static let inEnglish = read("en")

    private static func read(_ language: String) -> [String: Template] {
        var templates: [String: Template] = [:]
        for file in files {
            let text = String(
                decoding: language == "en" ? file.english ?? file.vietnamese : file.vietnamese, as: UTF8.self)
            do throws(TemplateFaults) {
                templates[file.name] = try Template(
                    SourceText(file: "\(file.name).\(language).md", text: text), name: file.name)
            } catch {
                preconditionFailure(
                    "a built-in template is wrong: \(error.diagnostics.map(\.line).joined(separator: "\n"))")
            }
        }
        return templates
    }
}
