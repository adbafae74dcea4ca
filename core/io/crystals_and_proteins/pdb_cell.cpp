#include "core/io/crystals_and_proteins/pdb_cell.h"

#include "core/base/text.h"
#include "core/io/import_notes.h"
#include "core/io/text_input.h"
#include "core/io/words/fixed_columns.h"

#include <Eigen/LU>
#include <Eigen/SVD>
#include <cmath>

namespace mbtr {

namespace {

/// The orthogonal matrix nearest to `matrix`.
Eigen::Matrix3d nearestRotation(const Eigen::Matrix3d& matrix)
{
    const Eigen::JacobiSVD<Eigen::Matrix3d> svd(matrix, Eigen::ComputeFullU | Eigen::ComputeFullV);
    return svd.matrixU() * svd.matrixV().transpose();
}

} // namespace

void PdbCell::takeCryst1(TextInput& input, std::string_view line, ImportNotes& notes)
{
    constexpr std::size_t kBegin[] = {6, 15, 24, 33, 40, 47};
    constexpr std::size_t kLength[] = {9, 9, 9, 7, 7, 7};
    double values[6] {};
    for (std::size_t i = 0; i < 6; ++i) {
        const auto number = parseDouble(columnsOf(line, kBegin[i], kLength[i]));
        if (!number || !std::isfinite(*number))
            input.fail("expected lengths and angles of the cell in columns 7 to 54, found " + inQuotes(trimmed(line)));
        values[i] = *number;
    }
    m_cell.reset();
    m_scale.setZero();
    m_scaleRows = 0;
    const Eigen::Vector3d lengths(values[0], values[1], values[2]), angles(values[3], values[4], values[5]);
    if (lengths.isOnes(1e-9) || lengths.isZero(0))
        return;
    const Cell cell = cellFromParameters(lengths, angles);
    if (!isUsable(cell) || lengths.minCoeff() <= 0)
        input.fail("the cell spans no volume: " + inQuotes(trimmed(line)));
    m_cell = cell;
    const auto group = columnsOf(line, 55, 11);
    if (!group.empty() && group != "P 1" && group != "P1" && group != "1")
        notes.add(input.lineNumber(),
                  "the operations of space group " + std::string(group) + " are not applied: only the atoms listed are read");
}

void PdbCell::takeScale(std::string_view line)
{
    const int row = line.size() > 5 ? line[5] - '1' : -1;
    if (row < 0 || row > 2)
        return;
    for (int i = 0; i < 3; ++i)
        m_scale(row, i) = parseDouble(columnsOf(line, 10 + 10 * static_cast<std::size_t>(i), 10)).value_or(0);
    ++m_scaleRows;
}

std::optional<Cell> PdbCell::cell(const TextInput& input, ImportNotes& notes)
{
    if (!m_cell || m_scaleRows != 3)
        return m_cell;
    m_scaleRows = 0; // once
    constexpr double kRounding = 0.02;
    const Eigen::Matrix3d vectors = m_scale.inverse().transpose();
    const double largest = m_cell->lengths().maxCoeff();
    if (!vectors.allFinite())
        return m_cell;
    const Eigen::Matrix3d rotation = nearestRotation(m_cell->vectors.inverse() * vectors);
    const Eigen::Matrix3d turned = m_cell->vectors * rotation;
    if ((turned - vectors).cwiseAbs().maxCoeff() > kRounding * largest)
        notes.add(input.lineNumber(), "SCALE1 to SCALE3 do not belong to the cell of CRYST1; they are ignored");
    else if ((turned - m_cell->vectors).cwiseAbs().maxCoeff() > kRounding * largest)
        m_cell->vectors = turned;
    return m_cell;
}

} // namespace mbtr
