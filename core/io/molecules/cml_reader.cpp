#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/molecules/cml_molecule.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"

#include <algorithm>
#include <exception>
#include <expat.h>
#include <memory>

namespace mbtr {

namespace {

constexpr std::size_t kDeepest = 1000;
constexpr std::size_t kPiece = 64 * 1024; // bytes
constexpr std::size_t kLargestPiece = 256 * 1024 * 1024;

/// Turns the events of the XML parser into calls of a CmlBuilder; exceptions wait until the parser, which is C, has returned.
class CmlParser {
public:
    CmlParser(TextInput& input, CmlBuilder& builder)
        : m_input(input)
        , m_builder(builder)
        , m_parser(XML_ParserCreate(nullptr), XML_ParserFree)
    {
        if (!m_parser)
            throw std::bad_alloc();
        XML_SetUserData(m_parser.get(), this);
        XML_SetElementHandler(m_parser.get(), &CmlParser::start, &CmlParser::end);
        XML_SetCharacterDataHandler(m_parser.get(), &CmlParser::text);
    }

    /// The parser looks at the whole of a tag or comment that is not finished again with every piece it is given. So pieces
    /// grow for as long as nothing comes of them, and all looks together stay a few times the size of the file.
    void parse()
    {
        std::string piece;
        std::size_t enough = kPiece;
        std::string_view line;
        while (m_input.next(line)) {
            piece += line;
            piece += '\n';
            if (piece.size() < enough)
                continue;
            const std::size_t before = m_heard;
            feed(piece, false);
            enough = m_heard > before ? kPiece : std::min(2 * enough, kLargestPiece);
            piece.clear();
        }
        feed(piece, true);
    }

private:
    void feed(std::string_view text, bool isFinal)
    {
        const auto status = XML_Parse(m_parser.get(), text.data(), static_cast<int>(text.size()), isFinal);
        if (m_error)
            std::rethrow_exception(m_error);
        if (status != XML_STATUS_OK)
            throw FileError(m_input.path(), line(),
                            std::string("not valid XML: ") + XML_ErrorString(XML_GetErrorCode(m_parser.get())));
    }

    long line() const
    {
#if XML_MAJOR_VERSION > 2 || (XML_MAJOR_VERSION == 2 && XML_MINOR_VERSION >= 9)
        return static_cast<long>(XML_GetCurrentLineNumber64(m_parser.get()));
#else // the name above is new in Expat 2.9, which calls this one deprecated
        return static_cast<long>(XML_GetCurrentLineNumber(m_parser.get()));
#endif
    }

    template <typename Function> void guarded(const Function& function)
    {
        if (m_error)
            return;
        ++m_heard;
        try {
            function();
        } catch (...) { // rethrown by feed()
            m_error = std::current_exception();
            XML_StopParser(m_parser.get(), XML_FALSE);
        }
    }

    static void XMLCALL start(void* data, const char* name, const char** pairs)
    {
        auto& self = *static_cast<CmlParser*>(data);
        self.guarded([&] {
            if (++self.m_depth > kDeepest)
                throw FileError(self.m_input.path(), self.line(),
                                "the XML is nested deeper than " + std::to_string(kDeepest) + " levels");
            CmlAttributes attributes;
            for (; *pairs; pairs += 2)
                attributes[withoutPrefix(pairs[0])] = pairs[1];
            self.m_builder.start(withoutPrefix(name), std::move(attributes), self.line());
        });
    }
    static void XMLCALL end(void* data, const char* name)
    {
        auto& self = *static_cast<CmlParser*>(data);
        self.guarded([&] {
            --self.m_depth;
            self.m_builder.end(withoutPrefix(name), self.line());
        });
    }
    static void XMLCALL text(void* data, const char* characters, int length)
    {
        auto& self = *static_cast<CmlParser*>(data);
        self.guarded([&] { self.m_builder.text({characters, static_cast<std::size_t>(length)}); });
    }

    TextInput& m_input;
    CmlBuilder& m_builder;
    std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> m_parser;
    std::size_t m_depth = 0;
    std::size_t m_heard = 0; ///< tags and texts so far
    std::exception_ptr m_error;
};

} // namespace

Dataset readCml(TextInput& input)
{
    CmlBuilder builder(input.path());
    CmlParser(input, builder).parse();
    return builder.finish();
}

} // namespace mbtr
