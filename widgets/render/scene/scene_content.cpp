#include "widgets/render/scene/scene_content.h"

#include "core/base/error.h"
#include "core/chemistry/element.h"
#include "widgets/render/scene/occlusion.h"
#include "widgets/render/scene/overlay_content.h"
#include "widgets/render/scene/polyhedra.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <tuple>

namespace mbtr::gui {

namespace {

constexpr double kWireRadius = 0.02; // angstrom; at least a pixel on the screen
constexpr double kEdgeRadius = 0.018;
constexpr std::size_t kMostTranslucent = 1000; // atoms: their triangles have to be sorted for each pixel
constexpr double kSmallBall = 0.16; // corners of polyhedra

double drawnRadius(int z, const DisplayOptions& options)
{
    switch (options.style) {
    case Style::Sticks:
        return kBondRadius * 1.4 * options.bondScale;
    case Style::SpaceFilling:
        return element(z).vdwRadius * options.atomScale;
    case Style::Wire:
        return kWireRadius;
    case Style::Polyhedra:
        return (0.6 * ballRadius(z) + 0.3 * kSmallBall) * options.atomScale;
    default:
        return ballRadius(z) * options.atomScale;
    }
}

double stickRadius(const DisplayOptions& options)
{
    switch (options.style) {
    case Style::Sticks:
        return kBondRadius * 1.4 * options.bondScale;
    case Style::Wire:
        return kWireRadius;
    case Style::Polyhedra:
        return 0.7 * kBondRadius * options.bondScale;
    default:
        return kBondRadius * options.bondScale;
    }
}

/// Without bonds rather than without picture.
std::vector<Bond> drawnBonds(const Structure& structure, const BondChanges& changes)
{
    try {
        return mbtr::bondsOf(structure, changes);
    } catch (const NumericalError&) {
        return {};
    }
}

/// A wire ends nowhere at an atom without bonds: it stays a small ball.
void setRadii(SceneGeometry& geometry, const DisplayOptions& options)
{
    const std::vector<int>& species = geometry.structure->species;
    for (DisplayedAtom& atom : geometry.shown.atoms)
        atom.radius = drawnRadius(species[std::size_t(atom.atom)], options);
    if (options.style != Style::Wire && options.style != Style::Sticks)
        return;
    std::vector<char> bonded(geometry.shown.atoms.size());
    for (const DisplayedBond& bond : geometry.shown.bonds) {
        bonded[std::size_t(bond.first)] = 1;
        if (bond.second >= 0)
            bonded[std::size_t(bond.second)] = 1;
    }
    for (std::size_t n = 0; n < bonded.size(); ++n)
        if (!bonded[n])
            geometry.shown.atoms[n].radius
                = 0.6 * ballRadius(species[std::size_t(geometry.shown.atoms[n].atom)]) * options.atomScale;
}

void addCorners(std::vector<Ball>& balls, const Cell& cell, const Eigen::Vector3d& origin)
{
    for (int corner = 0; corner < 8; ++corner) {
        Eigen::Vector3d place;
        for (int k = 0; k < 3; ++k)
            place[k] = cell.periodic[std::size_t(k)] ? corner >> k & 1 : 0;
        balls.push_back({origin + cell.toCartesian({place}), 0.2});
    }
}

void measureExtent(SceneGeometry& geometry, const DisplayOptions& options)
{
    for (const DisplayedAtom& atom : geometry.shown.atoms)
        if (atom.position.allFinite())
            geometry.balls.push_back({atom.position, atom.radius});
    const auto& cell = geometry.structure->cell;
    if (options.cell && cell && cell->isPeriodic() && isUsable(*cell))
        addCorners(geometry.balls, *cell, geometry.shown.cellOrigin);
    for (const Ball& ball : geometry.balls)
        geometry.centre += ball.centre / double(geometry.balls.size());
    for (const Ball& ball : geometry.balls)
        geometry.radius = std::max(geometry.radius, (ball.centre - geometry.centre).norm() + ball.radius);
}

Rgba opaque(const Rgb& color)
{
    return {color[0], color[1], color[2], 255};
}

/// The colour of each atom of the structure.
std::vector<Rgb> atomColors(const SceneGeometry& geometry, const DisplayOptions& options, const Overlay& overlay)
{
    const Structure& structure = *geometry.structure;
    std::vector<Rgb> colors(structure.species.size());
    if (overlay.scalars && overlay.scalars->values.size() == colors.size()) {
        const ValueRange limits = limitsOf(*overlay.scalars);
        for (std::size_t n = 0; n < colors.size(); ++n)
            colors[n] = colorAt(overlay.scalars->map, (overlay.scalars->values[n] - limits.low) / (limits.high - limits.low));
    } else if (options.colorBy == ColorBy::Fragment) {
        const auto numbers = fragmentNumbers(structure.atomCount(), geometry.bonds);
        std::transform(numbers.begin(), numbers.end(), colors.begin(), seriesColor);
    } else {
        std::transform(structure.species.begin(), structure.species.end(), colors.begin(),
                       [&](int z) { return atomColor(z, options.elementColors); });
    }
    return colors;
}

/// Balls and sticks as translucent triangles.
void addTranslucent(SceneContent& content, const DisplayOptions& options, const std::vector<Rgb>& colors)
{
    const auto alpha = static_cast<unsigned char>(std::lround(255 * options.atomOpacity));
    const auto colorOf = [&](int atom) {
        const Rgb& color = colors[std::size_t(atom)];
        return Rgba {color[0], color[1], color[2], alpha};
    };
    const auto& atoms = content.geometry->shown.atoms;
    for (const DisplayedAtom& atom : atoms)
        if (atom.position.allFinite())
            addBall(content.mesh, atom.position, atom.radius, colorOf(atom.atom));
    if (options.style == Style::SpaceFilling)
        return;
    for (const DisplayedBond& bond : content.geometry->shown.bonds) {
        const DisplayedAtom& first = atoms[std::size_t(bond.first)];
        const Eigen::Vector3d middle = (first.position + bond.end) / 2;
        if (!((bond.end - first.position).norm() > 1e-6))
            continue;
        addTube(content.mesh, first.position, middle, stickRadius(options), colorOf(first.atom));
        if (bond.second >= 0)
            addTube(content.mesh, middle, bond.end, stickRadius(options), colorOf(bond.other));
    }
}

Vertices makeSpheres(const SceneGeometry& geometry, const DisplayOptions& options, const std::vector<Rgb>& colors)
{
    auto vertices = std::make_shared<std::vector<std::byte>>();
    const auto& atoms = geometry.shown.atoms;
    vertices->reserve(atoms.size() * 3 * sizeof(SphereVertex));
    for (std::size_t n = 0; n < atoms.size(); ++n)
        if (atoms[n].position.allFinite())
            appendSphere(*vertices,
                         {asFloats(atoms[n].position), float(atoms[n].radius), opaque(colors[std::size_t(atoms[n].atom)]),
                          options.occlusion ? geometry.shades[n] : Shade {}});
    return vertices;
}

/// From surface to surface, with the colours meeting in the middle of what is seen.
std::optional<StickVertex> stickOf(const SceneGeometry& geometry, const DisplayedBond& bond, double radius,
                                   const DisplayOptions& options, const std::vector<Rgb>& colors)
{
    const DisplayedAtom& first = geometry.shown.atoms[std::size_t(bond.first)];
    const double firstRadius = first.radius;
    const double otherRadius = bond.second >= 0 ? geometry.shown.atoms[std::size_t(bond.second)].radius
                                                : drawnRadius(geometry.structure->species[std::size_t(bond.other)], options);
    const Eigen::Vector3d along = bond.end - first.position;
    const double length = along.norm();
    if (!(length > 1e-6) || !(firstRadius + otherRadius < length))
        return {};
    const double middle = 0.5 * (length + firstRadius - otherRadius);
    const auto inside = [&](double ball) { return ball > radius ? 0.98 * std::sqrt(ball * ball - radius * radius) : 0.0; };
    const double from = inside(firstRadius), to = bond.second >= 0 ? length - inside(otherRadius) : middle;
    const Eigen::Vector3d unit = along / length;
    return StickVertex {asFloats(first.position + from * unit),
                        float(radius),
                        asFloats(first.position + to * unit),
                        bond.second >= 0 ? float((middle - from) / (to - from)) : 1.0f,
                        opaque(colors[std::size_t(first.atom)]),
                        opaque(colors[std::size_t(bond.other)]),
                        options.occlusion ? geometry.shades[std::size_t(bond.first)] : Shade {}};
}

void addBonds(std::vector<std::byte>& vertices, const SceneGeometry& geometry, const DisplayOptions& options,
              const std::vector<Rgb>& colors)
{
    if (options.style == Style::SpaceFilling)
        return;
    const double radius = stickRadius(options);
    vertices.reserve(geometry.shown.bonds.size() * 4 * sizeof(StickVertex));
    for (const DisplayedBond& bond : geometry.shown.bonds)
        if (const auto stick = stickOf(geometry, bond, radius, options, colors))
            appendStick(vertices, *stick);
}

void addEdges(std::vector<std::byte>& sticks, const Polyhedron& body, const Rgb& color)
{
    Rgba dark {};
    for (std::size_t k = 0; k < 3; ++k)
        dark[k] = static_cast<unsigned char>(color[k] * 0.55);
    for (const auto& face : body.faces)
        for (std::size_t n = 0; n < face.size(); ++n) {
            const int from = face[n], to = face[(n + 1) % face.size()];
            if (from < to) // each edge belongs to two faces, in opposite directions
                appendStick(sticks,
                            {asFloats(body.corners[std::size_t(from)]),
                             float(kEdgeRadius),
                             asFloats(body.corners[std::size_t(to)]),
                             1,
                             dark,
                             dark,
                             {}});
        }
}

void addPolyhedra(SceneContent& content, std::vector<std::byte>& sticks, const DisplayOptions& options,
                  const std::vector<Rgb>& colors)
{
    if (options.style != Style::Polyhedra)
        return;
    const SceneGeometry& geometry = *content.geometry;
    for (const Polyhedron& body :
         polyhedraOf(*geometry.structure, geometry.bonds, geometry.shown, options.ranges.shellElements)) {
        const Rgb& color = colors[std::size_t(body.atom)];
        const Rgba faceColor {color[0], color[1], color[2],
                              static_cast<unsigned char>(std::lround(255 * options.polyhedraOpacity))};
        for (const auto& face : body.faces) {
            std::vector<Eigen::Vector3d> corners;
            for (const int n : face)
                corners.push_back(body.corners[std::size_t(n)]);
            const Eigen::Vector3d normal = (corners[1] - corners[0]).cross(corners[2] - corners[0]).normalized();
            addPolygon(content.mesh, corners, normal, faceColor);
        }
        addEdges(sticks, body, color);
    }
}

std::string labelOf(const Structure& structure, int atom, LabelWith with)
{
    const std::string number = std::to_string(atom);
    const std::string symbol(elementSymbol(structure.species[std::size_t(atom)]));
    return with == LabelWith::Index ? number : with == LabelWith::Element ? symbol : symbol + number;
}

void addLabels(SceneContent& content, const DisplayOptions& options)
{
    if (options.labels == LabelWith::Nothing || options.labels == LabelWith::Property)
        return;
    for (const DisplayedAtom& atom : content.geometry->shown.atoms)
        if (atom.position.allFinite())
            content.labels.push_back(
                {atom.position, atom.radius, labelOf(*content.geometry->structure, atom.atom, options.labels), {}});
}

} // namespace

std::shared_ptr<const SceneGeometry> makeGeometry(std::shared_ptr<const Structure> structure, const BondChanges& changes,
                                                  const DisplayOptions& options)
{
    auto geometry = std::make_shared<SceneGeometry>();
    geometry->structure = std::move(structure);
    geometry->bondChanges = changes;
    geometry->bonds = drawnBonds(*geometry->structure, changes);
    CellRanges ranges = options.ranges;
    ranges.completeShells = options.style == Style::Polyhedra;
    geometry->shown = displayedAtoms(*geometry->structure, geometry->bonds, ranges);
    setRadii(*geometry, options);
    geometry->shades = options.occlusion ? occlusionOf(geometry->shown) : std::vector<Shade>(geometry->shown.atoms.size());
    measureExtent(*geometry, options);
    return geometry;
}

bool needsNewGeometry(const DisplayOptions& before, const DisplayOptions& now)
{
    const auto geometric = [](const DisplayOptions& o) {
        return std::tuple(o.style, o.atomScale, o.bondScale, o.cell, o.occlusion, o.ranges.from, o.ranges.to,
                          o.ranges.boundaryAtoms, o.ranges.wholeMolecules, o.ranges.centreAtom, o.ranges.shellElements);
    };
    return geometric(before) != geometric(now);
}

SceneContent makeContent(std::shared_ptr<const SceneGeometry> geometry, const DisplayOptions& options, const Overlay& overlay)
{
    SceneContent content;
    content.geometry = std::move(geometry);
    content.options = options;
    const std::vector<Rgb> colors = atomColors(*content.geometry, options, overlay);
    auto sticks = std::make_shared<std::vector<std::byte>>();
    if (options.atomOpacity < 1 && content.geometry->shown.atoms.size() <= kMostTranslucent) {
        addTranslucent(content, options, colors);
    } else {
        content.spheres = makeSpheres(*content.geometry, options, colors);
        addBonds(*sticks, *content.geometry, options, colors);
    }
    addPolyhedra(content, *sticks, options, colors);
    addLabels(content, options);
    addOverlay(content, overlay);
    content.sticks = std::move(sticks);
    return content;
}

} // namespace mbtr::gui
