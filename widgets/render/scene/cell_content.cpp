#include "widgets/render/scene/cell_content.h"

#include "core/chemistry/cell.h"
#include "widgets/render/scene/vertices.h"

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr double kNameOffset = 0.9; // angstrom beyond the end of the vector
constexpr float kLineRadius = 0.016f; // angstrom; at least a pixel wide
constexpr double kMostCells = 1000;

class CellDrawing {
public:
    CellDrawing(const Cell& cell, const Eigen::Vector3d& origin)
        : m_cell(cell)
        , m_origin(origin)
    {
    }

    Eigen::Vector3d at(const Eigen::Vector3d& fraction) const { return m_origin + m_cell.toCartesian({fraction}); }

    void addEdge(const Eigen::Vector3d& from, const Eigen::Vector3d& to, const Rgb& color, float radius)
    {
        const Eigen::Vector3f begin = at(from).cast<float>(), end = at(to).cast<float>();
        const Rgba rgba {color[0], color[1], color[2], 255};
        appendStick(content.sticks, {{begin[0], begin[1], begin[2]}, radius, {end[0], end[1], end[2]}, 1, rgba, rgba, {}});
    }

    /// Edges along all periodic directions from the corners of a block of cells.
    void addGrid(const Eigen::Vector3i& from, const Eigen::Vector3i& to, const Rgb& color, float radius)
    {
        for (int axis = 0; axis < 3; ++axis)
            if (m_cell.periodic[std::size_t(axis)])
                addLines(axis, from, to, color, radius);
    }

    CellContent content;

private:
    void addLines(int axis, const Eigen::Vector3i& from, const Eigen::Vector3i& to, const Rgb& color, float radius)
    {
        const int second = (axis + 1) % 3, third = (axis + 2) % 3;
        for (int v = from[second]; v <= to[second]; ++v)
            for (int w = from[third]; w <= to[third]; ++w)
                for (int u = from[axis]; u < to[axis]; ++u) {
                    Eigen::Vector3d begin;
                    begin[axis] = u, begin[second] = v, begin[third] = w;
                    addEdge(begin, begin + Eigen::Vector3d::Unit(axis), color, radius);
                }
    }

    const Cell& m_cell;
    Eigen::Vector3d m_origin;
};

Rgb blend(const Rgb& a, const Rgb& b)
{
    Rgb mixed {};
    for (std::size_t k = 0; k < 3; ++k)
        mixed[k] = static_cast<unsigned char>((2 * a[k] + 3 * b[k]) / 5);
    return mixed;
}

} // namespace

CellContent cellContent(const Cell& cell, const Eigen::Vector3d& origin, const CellRanges& ranges, const SceneColors& colors)
{
    CellDrawing drawing(cell, origin);
    Eigen::Vector3i one = Eigen::Vector3i::Zero(), from = one, to = one;
    double cells = 1;
    for (int k = 0; k < 3; ++k) {
        if (!cell.periodic[std::size_t(k)])
            continue;
        one[k] = 1;
        from[k] = int(std::ceil(ranges.from[std::size_t(k)] - 1e-6));
        to[k] = std::max(int(std::floor(ranges.to[std::size_t(k)] + 1e-6)), from[k]);
        cells *= std::max(to[k] - from[k], 1);
    }
    if (cells > 1 && cells <= kMostCells)
        drawing.addGrid(from, to, blend(colors.lines, colors.background), 0.6f * kLineRadius);
    drawing.addGrid(Eigen::Vector3i::Zero(), one, colors.lines, kLineRadius);
    const char* const names[3] = {"a", "b", "c"};
    for (int k = 0; k < 3; ++k) {
        if (!cell.periodic[std::size_t(k)])
            continue;
        const Eigen::Vector3d vector = Eigen::Vector3d::Unit(k);
        drawing.addEdge(Eigen::Vector3d::Zero(), vector, colors.axes[std::size_t(k)], 1.5f * kLineRadius);
        const double beyond = 1 + kNameOffset / std::max(cell.vectors.row(k).norm(), 1e-6);
        drawing.content.names.push_back({drawing.at(beyond * vector), 3, names[k], colors.axes[std::size_t(k)]});
    }
    return std::move(drawing.content);
}

} // namespace mbtr::gui
