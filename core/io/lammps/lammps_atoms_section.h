#pragma once

#include "core/io/import_notes.h"
#include "core/io/lammps/lammps.h"
#include "core/io/lammps/lammps_data_header.h"
#include "core/io/lammps/lammps_styles.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mbtr {

/// The atom types of a data file, as its sections come to describe them.
class LammpsTypes {
public:
    /// By number, or by a label that was told before; nullptr for any other word.
    AtomType* find(std::string_view word, long long typeCount);
    bool isLabel(std::string_view word) const;
    std::vector<AtomType>& all() { return m_types; }
    const std::vector<AtomType>& all() const { return m_types; }

private:
    std::vector<AtomType> m_types;
};

/// The section Atoms of a data file. Lines wait until all of them are there where only all of them tell the columns.
class LammpsAtomsSection {
public:
    LammpsAtomsSection(std::string path, const LammpsDataHeader& header, LammpsTypes& knownTypes, ImportNotes& notes)
        : m_path(std::move(path))
        , m_header(header)
        , m_types(knownTypes)
        , m_notes(notes)
    {
    }

    /// "Atoms # full". Throws FileError for a style that is not known.
    void begin(std::string_view heading, long lineNumber);
    void add(std::string_view line, long lineNumber);
    /// Where the section ends. Throws FileError where the numbers do not prove an unstated style.
    void end();

    std::vector<long long> ids;
    std::vector<int> types; ///< from 0
    std::vector<double> positions; ///< 3 an atom
    std::map<std::string, std::vector<double>> numbers; ///< one for each atom, by column
    std::unordered_map<long long, std::size_t> rows; ///< by id

private:
    struct KeptLine {
        std::string text;
        long line = 0;
    };

    [[noreturn]] void fail(const std::string& message) const;
    void chooseColumns();
    void requireColumns(const std::vector<std::string_view>& words, std::string_view line) const;
    void read(std::string_view line);
    void readColumn(const std::string& name, std::string_view word, std::string_view line, double* point);
    void addType(std::string_view word, std::string_view line);
    void addId(std::string_view word);

    std::string m_path;
    const LammpsDataHeader& m_header;
    LammpsTypes& m_types;
    ImportNotes& m_notes;
    long m_line = 0; ///< that is read
    std::vector<LammpsColumns> m_layouts; ///< as far as the heading says
    bool m_stated = false; ///< the style
    LammpsColumns m_columns; ///< without names where the numbers have to decide
    std::vector<KeptLine> m_kept;
};

} // namespace mbtr
