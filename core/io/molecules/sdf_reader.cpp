#include "core/base/error.h"
#include "core/base/text.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/finish_dataset.h"
#include "core/io/molecules/molfile.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"
#include "core/io/words/formal_charges.h"
#include "core/io/xyz_dialects.h"

#include <cmath>

namespace mbtr {

namespace {

struct DataField {
    long line = 0;
    std::string name;
    std::string value; ///< several lines joined by line ends
};

/// "> <NAME>", ">  25 <NAME> (ID)".
std::string fieldName(std::string_view line)
{
    const auto begin = line.find('<'), end = line.rfind('>');
    if (begin == std::string_view::npos || end == std::string_view::npos || end <= begin + 1)
        return std::string(trimmed(line.substr(1)));
    return std::string(trimmed(line.substr(begin + 1, end - begin - 1)));
}

class SdfReader {
public:
    explicit SdfReader(TextInput& input)
        : m_input(input)
        , m_notes(input.path())
    {
    }

    /// False at the end of the file.
    int count() const { return m_builder.size(); }

    bool readRecord()
    {
        Molfile molfile;
        if (!readMolfile(m_input, molfile, m_notes))
            return false;
        const long line = m_input.lineNumber();
        const auto fields = readFields();
        if (molfile.noElementLine > 0)
            leaveOut(molfile.noElementLine, "expected an element, found " + inQuotes(molfile.noElement));
        else if (molfile.structure.species.empty())
            leaveOut(line, "expected at least 1 atom, found none");
        else
            add(std::move(molfile), fields, line);
        return true;
    }

    Dataset finish()
    {
        if (m_builder.size() == 0 && m_firstLeftOut)
            throw *m_firstLeftOut;
        Dataset dataset = finishDataset(m_builder, m_notes);
        setUnitOfFormalCharges(dataset);
        takeUnitsFromNames(dataset);
        return dataset;
    }

private:
    void leaveOut(long line, const std::string& reason)
    {
        if (!m_firstLeftOut)
            m_firstLeftOut = FileError(m_input.path(), line, reason);
        m_notes.add(line, "a molecule is left out: " + reason);
    }

    std::vector<DataField> readFields()
    {
        std::vector<DataField> fields;
        std::string_view line;
        bool open = false;
        while (m_input.next(line) && !line.starts_with("$$$$")) {
            if (line.starts_with('>') && !open) {
                fields.push_back({m_input.lineNumber(), fieldName(line), ""});
                open = true;
            } else if (trimmed(line).empty())
                open = false;
            else if (open)
                fields.back().value += (fields.back().value.empty() ? "" : "\n") + std::string(trimmed(line));
            else
                m_notes.add(m_input.lineNumber(), "text that belongs to no data field is left out");
        }
        return fields;
    }

    void add(Molfile molfile, const std::vector<DataField>& fields, long line)
    {
        if (molfile.isFlat && molfile.structure.positions.row(2).isZero(0))
            m_notes.add(line, "a flat drawing (2D): its coordinates are not those of a molecule in space");
        m_builder.add(std::move(molfile.structure));
        setFormalCharges(m_builder, std::move(molfile.charges));
        if (!molfile.comment.empty())
            m_builder.set("comment", molfile.comment);
        for (const DataField& field : fields)
            set(field);
    }

    void set(const DataField& field)
    {
        if (field.name.empty() || field.value.empty())
            return;
        m_numbers.clear();
        for (const auto word : splitWords(field.value)) {
            const auto number = parseDouble(word);
            if (!number || !std::isfinite(*number)) {
                if (!m_builder.set(field.name, field.value))
                    noteTwice(field);
                return;
            }
            m_numbers.push_back(*number);
        }
        if (!m_builder.set(field.name, m_numbers))
            noteTwice(field);
    }

    void noteTwice(const DataField& field)
    {
        m_notes.add(field.line, "data field " + inQuotes(field.name) + " stands twice in a record; the last one counts");
    }

    TextInput& m_input;
    ImportNotes m_notes;
    DatasetBuilder m_builder;
    std::optional<FileError> m_firstLeftOut;
    std::vector<double> m_numbers;
};

} // namespace

Dataset readSdf(TextInput& input)
{
    SdfReader reader(input);
    while (input.wantsMore(reader.count()) && reader.readRecord()) { }
    return reader.finish();
}

} // namespace mbtr
