#pragma once

#include "core/chemistry/cell.h"

#include <optional>
#include <string_view>

namespace mbtr {

class ImportNotes;
class TextInput;

/// The cell of a PDB file: lengths and angles from CRYST1, orientation from SCALE1 to SCALE3 where it is not the usual one.
class PdbCell {
public:
    /// Throws FileError. A unit cube, as structures without a cell have it, means none.
    void takeCryst1(TextInput& input, std::string_view line, ImportNotes& notes);
    void takeScale(std::string_view line);
    std::optional<Cell> cell(const TextInput& input, ImportNotes& notes);

private:
    std::optional<Cell> m_cell;
    Eigen::Matrix3d m_scale = Eigen::Matrix3d::Zero(); ///< fractional = m_scale . Cartesian
    int m_scaleRows = 0;
};

} // namespace mbtr
