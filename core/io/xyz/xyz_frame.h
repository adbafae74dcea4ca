#pragma once

#include "core/dataset/dataset_builder.h"
#include "core/io/atom_types.h"
#include "core/io/import_notes.h"
#include "core/io/xyz/atom_columns.h"
#include "core/io/xyz/key_values.h"
#include "core/io/xyz/qm9_frame.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mbtr {

class TextInput;

/// Reads the frames of an XYZ or extended XYZ file into a dataset. Buffers are kept from frame to frame.
class XyzFrameReader {
public:
    XyzFrameReader(TextInput& input, const ReadOptions& options);
    /// The comment line and `count` atom lines that follow. Throws FileError, and MissingElements where LAMMPS wrote types.
    void read(long long count);
    /// The number of atoms of the next frame, where looking for the end of this one took its line.
    std::optional<long long> takeNextCount() { return std::exchange(m_nextCount, std::nullopt); }
    int size() const { return m_builder.size(); }
    Dataset finish();

private:
    void readComment(long long count);
    void chooseColumns();
    void readAtoms(long long count);
    bool readCellLine(std::string_view line);
    void readAtom(std::string_view line);
    void takeSpecies(std::string_view word);
    void chooseQm9Columns(std::string_view firstAtom);
    std::string_view takeWord(std::string_view& rest, std::string_view line);
    double takeNumber(std::string_view word, const AtomColumn& column);
    Structure makeStructure();
    std::optional<Cell> makeCell();
    void setProperties();
    void setProperty(const KeyValue& pair);
    void setAtomProperties();

    TextInput& m_input;
    DatasetBuilder m_builder;
    ImportNotes m_notes;
    std::string m_comment;
    long m_commentLine = 0;
    KeyValues m_keys;
    bool m_extended = false; ///< this frame has Properties= or Lattice=
    bool m_anyExtended = false;
    bool m_qm9 = false; ///< this frame is one of the QM9 dataset as published
    bool m_anyQm9 = false;
    Qm9Texts m_qm9Texts;
    std::string m_description; ///< the Properties= that m_columns were made from
    AtomColumns m_columns = AtomColumns::plain();
    bool m_hasTypes = false; ///< of LAMMPS instead of elements in this frame
    std::vector<long long> m_types; ///< then one an atom
    TypeElements m_typeElements;
    std::optional<long long> m_nextCount;
    std::set<std::string, std::less<>> m_truths, m_numbersOnly; ///< names of properties that held T and F, and others
    std::vector<int> m_species;
    std::vector<double> m_positions; ///< 3 x n_atoms
    std::vector<std::vector<double>> m_values; ///< one for each column: components x n_atoms
    std::vector<std::vector<std::string>> m_texts; ///< one for each column: n_atoms
    std::vector<double> m_cellLine; ///< 9 numbers where the frame has such a line
    std::vector<double> m_numbers;
};

} // namespace mbtr
