#include "core/base/text.h"
#include "core/io/import_notes.h"
#include "core/io/line_words.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"
#include "core/io/vasp/vasp4_xdatcar.h"
#include "core/io/vasp/vasp_header.h"

#include <optional>

namespace mbtr {

namespace {

/// "Direct configuration=     1", of old versions also "Konfig=   1" and nothing at all.
bool isMarker(std::string_view line)
{
    return line.find("onfig") != std::string_view::npos && line.find('=') != std::string_view::npos;
}

class XdatcarReader {
public:
    XdatcarReader(TextInput& input, const ReadOptions& options)
        : m_input(input)
        , m_options(options)
        , m_notes(input.path())
    {
    }

    Dataset read()
    {
        const std::string first(trimmed(requireLine(m_input, "a comment line")));
        const std::string second(requireLine(m_input, "the scale factor"));
        if (isVasp4Xdatcar(first, second))
            readVasp4(first, second);
        else
            readHeader(first, second);
        std::string_view line;
        while (m_input.wantsMore(m_dataset.size()) && m_input.next(line))
            readPart(line);
        if (m_header && m_dataset.structures.empty())
            m_input.fail("expected 'Direct configuration= 1' and positions, the file ends here");
        m_dataset.messages = m_notes.take();
        return std::move(m_dataset);
    }

private:
    void readHeader(std::string comment, std::string_view scaleLine)
    {
        m_header = readVaspHeader(m_input, std::move(comment), scaleLine);
        if (m_header->atomCount() < 1 || m_header->atomCount() > kMostAtomsInFile)
            m_input.fail("expected at least 1 and at most " + std::to_string(kMostAtomsInFile) + " atoms, found "
                         + std::to_string(m_header->atomCount()));
        m_count = m_header->atomCount();
        m_species.clear();
        m_cell = Cell {m_header->vectors};
    }

    void readVasp4(const std::string& first, const std::string& second)
    {
        m_vasp4 = readVasp4Xdatcar(m_input, first, second, m_options, m_notes);
        m_count = m_vasp4.atomCount;
        m_cell = m_vasp4.cell;
    }

    /// A frame, or the header in front of one where the cell varies.
    void readPart(std::string_view line)
    {
        if (isMarker(line))
            return readFrame(line);
        if (!m_header)
            return trimmed(line).empty() ? readFrameOrEnd() : readPositions(line, false);
        const std::string comment(trimmed(line));
        std::string_view next;
        do {
            if (!m_input.next(next)) {
                if (!comment.empty())
                    m_input.fail("expected 'Direct configuration=' or a new header, found " + inQuotes(comment));
                return;
            }
            if (isMarker(next))
                return readFrame(next);
        } while (trimmed(next).empty());
        readHeader(comment, next);
    }

    /// VASP 4 has a blank line in front of every frame, and maybe some at the end.
    void readFrameOrEnd()
    {
        std::string_view line;
        while (m_input.next(line)) {
            if (isMarker(line))
                return readFrame(line);
            if (!trimmed(line).empty())
                return readPositions(line, false);
        }
    }

    void readFrame(std::string_view marker)
    {
        const std::string_view word = trimmed(marker);
        const bool cartesian = word.front() == 'C' || word.front() == 'c';
        readPositions(requireLine(m_input, "positions"), cartesian);
    }

    void readPositions(std::string_view line, bool cartesian)
    {
        m_positions.clear();
        for (long long i = 0; i < m_count; ++i) {
            if (i > 0 && !m_input.next(line))
                m_input.fail("expected " + std::to_string(m_count) + " positions, found " + std::to_string(i)
                             + " before the end of the file");
            double point[3];
            requireNumbers(m_input, line, point, "three coordinates");
            m_positions.insert(m_positions.end(), point, point + 3);
        }
        add(cartesian);
    }

    void add(bool cartesian)
    {
        // Only now: a count alone is no reason to ask for memory.
        if (m_species.empty())
            m_species = m_header ? vaspSpecies(*m_header, {}, m_options, m_input.path(), m_notes)
                                 : vasp4Species(m_vasp4, m_options, m_input.path());
        const Eigen::Map<const Eigen::Matrix3Xd> points(m_positions.data(), 3, static_cast<Eigen::Index>(m_count));
        Structure& structure = m_dataset.structures.emplace_back();
        structure.species = m_species;
        structure.cell = m_cell;
        structure.positions = m_cell.vectors.transpose() * points;
        if (cartesian)
            structure.positions = m_header ? Eigen::Matrix3Xd(m_header->scale.asDiagonal() * points) : Eigen::Matrix3Xd(points);
    }

    TextInput& m_input;
    const ReadOptions& m_options;
    ImportNotes m_notes;
    std::optional<VaspHeader> m_header; ///< none in a file of VASP 4
    Vasp4Xdatcar m_vasp4; ///< then used
    long long m_count = 0; ///< atoms of a frame
    std::vector<int> m_species; ///< empty until the first frame behind a header is read
    Cell m_cell;
    std::vector<double> m_positions;
    Dataset m_dataset;
};

} // namespace

Dataset readXdatcar(TextInput& input, const ReadOptions& options)
{
    return XdatcarReader(input, options).read();
}

} // namespace mbtr
