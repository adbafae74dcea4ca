#pragma once

#include "core/io/lammps/lammps.h"

#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

class TextInput;

/// What stands above the sections of a LAMMPS data file. https://docs.lammps.org/read_data.html
class LammpsDataHeader {
public:
    /// Reads up to the first section, whose line `section` then holds; false at the end of the file. Throws FileError.
    bool read(TextInput& input, std::string& section);
    /// Throws FileError where the file states none, or one without a volume.
    LammpsBox box(const std::string& path) const;

    const LammpsUnits* units = nullptr; ///< of the title; nullptr where it states none
    long long atomCount = 0;
    long long typeCount = 0;
    bool hasBonds = false;

private:
    void readTitle(std::string_view line);
    void readLine(TextInput& input, const std::vector<std::string_view>& words, std::string_view line);
    void readBounds(TextInput& input, int axis, std::string_view line);
    void readVector(TextInput& input, int row, std::string_view line);

    int m_boxLines = 0; ///< bits: x, y, z; a, b, c
    Eigen::Vector3d m_low, m_high, m_tilt = Eigen::Vector3d::Zero();
    LammpsBox m_general; ///< by vectors a, b, c
};

} // namespace mbtr
