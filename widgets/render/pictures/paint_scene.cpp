#include "widgets/render/opengl/color_bar.h"
#include "widgets/render/pictures/scene_picture.h"
#include "widgets/render/pictures/stored_vertices.h"
#include "widgets/render/scene/cell_content.h"
#include "widgets/render/scene/measures.h"

#include <QGuiApplication>
#include <QLineF>
#include <QPainter>
#include <QPainterPath>

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <optional>

namespace mbtr::gui {

namespace {

constexpr double kRingWidth = 0.11; // angstrom, as in the view
constexpr double kThinnest = 1.2; // device-independent pixels

Eigen::Vector3d pointOf(const std::array<float, 3>& point)
{
    return {double(point[0]), double(point[1]), double(point[2])};
}

QColor colorOf(const Rgba& color)
{
    return {color[0], color[1], color[2], color[3]};
}

QColor colorOf(const Rgb& color)
{
    return {color[0], color[1], color[2]};
}

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto mix = [&](int x, int y) { return int(std::lround(x + share * (y - x))); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()), a.alpha()};
}

/// Paints one kind of thing after another into a list, then all from back to front.
class ScenePainter {
public:
    ScenePainter(QPainter& painter, const ScenePicture& picture, const SceneContent& content, const QSize& size)
        : m_painter(painter)
        , m_picture(picture)
        , m_content(content)
        , m_size(size)
        , m_aspect(double(size.width()) / size.height())
        , m_nearest((picture.camera.eye() - content.geometry->centre).dot(picture.camera.back))
    {
    }

    void paint()
    {
        const SceneGeometry& geometry = *m_content.geometry;
        CellContent cell;
        if (m_picture.options.cell && m_picture.structure->isPeriodic() && isUsable(*m_picture.structure->cell))
            cell = cellContent(*m_picture.structure->cell, geometry.shown.cellOrigin, m_picture.options.ranges, m_picture.colors);
        forEachStored<StickVertex>(cell.sticks, 4, [this](const StickVertex& stick) { addStick(stick); });
        forEachStick(m_content.sticks, [this](const StickVertex& stick) { addStick(stick); });
        forEachSphere(m_content.rings, [this](const SphereVertex& ring) {
            addRing(pointOf(ring.centre), double(ring.radius), colorOf(ring.color));
        });
        forEachSphere(m_content.spheres, [this](const SphereVertex& ball) { addBall(ball); });
        addPicked();
        addFaces();
        std::stable_sort(m_shapes.begin(), m_shapes.end(), [](const Shape& a, const Shape& b) { return a.depth > b.depth; });
        for (const Shape& shape : m_shapes) {
            m_painter.setPen(shape.pen);
            m_painter.setBrush(shape.brush);
            m_painter.drawPath(shape.path);
        }
        paintMeasures();
        paintTexts(cell.names);
        paintColorBar();
        paintAxes();
    }

private:
    struct Shape {
        double depth; ///< from the eye
        QPainterPath path;
        QBrush brush;
        QPen pen {Qt::NoPen};
    };

    double depthOf(const Eigen::Vector3d& point) const { return (m_picture.camera.eye() - point).dot(m_picture.camera.back); }

    std::optional<QPointF> seen(const Eigen::Vector3d& point) const
    {
        const auto at = seenAt(m_picture.camera, point, m_aspect);
        if (!at || !at->allFinite())
            return {};
        return QPointF((at->x() + 1) / 2 * m_size.width(), (1 - at->y()) / 2 * m_size.height());
    }

    double scaleAt(double depth) const
    {
        const double half
            = m_picture.camera.isOrthographic ? m_picture.camera.halfHeight() : m_picture.camera.halfHeightAt(depth);
        return m_size.height() / (2 * std::max(half, 1e-6));
    }

    /// The same as in the view (see StructureScene::prepareFrame()).
    QColor inFog(const QColor& color, double depth) const
    {
        if (!m_picture.options.fog)
            return color;
        const double radius = m_content.geometry->radius;
        const double begin = m_nearest - 0.2 * radius, end = m_nearest + std::max(radius, 6.0);
        return mixed(color, colorOf(m_picture.colors.background), 0.5 * std::clamp((depth - begin) / (end - begin), 0.0, 1.0));
    }

    void addBall(const SphereVertex& ball)
    {
        const Eigen::Vector3d centre = pointOf(ball.centre);
        const auto at = seen(centre);
        if (!at)
            return;
        const double depth = depthOf(centre), radius = double(ball.radius) * scaleAt(depth);
        const QColor color = colorOf(ball.color);
        QRadialGradient light(*at, radius, *at + QPointF(0.36, -0.44) * radius);
        light.setColorAt(0, inFog(mixed(color, Qt::white, 0.45), depth));
        light.setColorAt(0.4, inFog(color, depth));
        light.setColorAt(0.85, inFog(mixed(color, Qt::black, 0.38), depth));
        light.setColorAt(1, inFog(mixed(color, Qt::black, 0.58), depth));
        QPainterPath path;
        path.addEllipse(*at, radius, radius);
        m_shapes.push_back({depth, path, light});
    }

    void addRing(const Eigen::Vector3d& centre, double radius, const QColor& color)
    {
        const auto at = seen(centre);
        if (!at)
            return;
        const double depth = depthOf(centre), wide = radius * scaleAt(depth);
        QPainterPath path;
        path.addEllipse(*at, wide, wide);
        m_shapes.push_back({depth + 1e-3, path, inFog(color, depth)});
    }

    void addPicked()
    {
        for (const DisplayedAtom& atom : m_content.geometry->shown.atoms)
            if (std::find(m_picture.picked.begin(), m_picture.picked.end(), atom.atom) != m_picture.picked.end())
                addRing(atom.position, atom.radius + kRingWidth, colorOf(m_picture.colors.highlight));
    }

    void addStick(const StickVertex& stick)
    {
        const Eigen::Vector3d begin = pointOf(stick.begin), end = pointOf(stick.end);
        const Eigen::Vector3d middle = begin + double(stick.middle) * (end - begin);
        const double radius = double(stick.radius);
        if (stick.middle > 0)
            addBand(begin, middle, radius, colorOf(stick.first));
        if (stick.middle < 1)
            addBand(middle, end, radius, colorOf(stick.second));
    }

    void addBand(const Eigen::Vector3d& begin, const Eigen::Vector3d& end, double radius, const QColor& color)
    {
        const auto from = seen(begin), to = seen(end);
        if (!from || !to)
            return;
        const QPointF along = *to - *from;
        const double length = std::hypot(along.x(), along.y());
        if (length < 1e-3)
            return;
        const QPointF across(-along.y() / length, along.x() / length);
        const double depth = depthOf((begin + end) / 2);
        const double half = std::max(radius * scaleAt(depth), kThinnest / 2);
        const double wideHere = std::max(radius * scaleAt(depthOf(begin)), kThinnest / 2),
                     wideThere = std::max(radius * scaleAt(depthOf(end)), kThinnest / 2);
        QPainterPath path;
        path.addPolygon(QPolygonF({*from + wideHere * across, *to + wideThere * across, *to - wideThere * across,
                                   *from - wideHere * across, *from + wideHere * across}));
        if (half < 1.5) {
            m_shapes.push_back({depth, path, inFog(color, depth)});
            return;
        }
        // Light from above and a little from the right, as in the view.
        const double side = across.x() * 0.63 - across.y() * 0.77 > 0 ? 1 : -1;
        QLinearGradient light(*from - side * half * across, *from + side * half * across);
        light.setColorAt(0, inFog(mixed(color, Qt::black, 0.55), depth));
        light.setColorAt(0.6, inFog(color, depth));
        light.setColorAt(0.75, inFog(mixed(color, Qt::white, 0.2), depth));
        light.setColorAt(1, inFog(mixed(color, Qt::black, 0.25), depth));
        m_shapes.push_back({depth, path, light});
    }

    void addFaces()
    {
        const Mesh& mesh = m_content.mesh;
        const Eigen::Vector3d lamp
            = (0.37 * m_picture.camera.right() + 0.45 * m_picture.camera.up + 0.81 * m_picture.camera.back);
        for (const auto& triangle : mesh.triangles) {
            QPolygonF corners;
            Eigen::Vector3d middle = Eigen::Vector3d::Zero(), normal = Eigen::Vector3d::Zero();
            for (const int n : triangle) {
                const Eigen::Vector3d point = mesh.points[std::size_t(n)].cast<double>();
                middle += point / 3;
                normal += mesh.normals[std::size_t(n)].cast<double>() / 3;
                if (const auto at = seen(point))
                    corners.append(*at);
            }
            if (corners.size() == 3)
                addFace(corners, depthOf(middle), std::abs(normal.dot(lamp)), colorOf(mesh.colors[std::size_t(triangle[0])]));
        }
    }

    void addFace(QPolygonF corners, double depth, double light, const QColor& color)
    {
        corners.append(corners.first());
        QPainterPath path;
        path.addPolygon(corners);
        const QColor lit = inFog(mixed(color, Qt::black, std::clamp(0.5 - 0.5 * light, 0.0, 0.5)), depth);
        // A hair of its own colour closes the seams between opaque neighbours.
        m_shapes.push_back({depth, path, lit, color.alpha() == 255 ? QPen(lit, 0.3) : QPen(Qt::NoPen)});
    }

    void paintMeasures()
    {
        const auto measures = placeMeasures({*m_picture.structure, m_content.geometry->shown}, m_picture.overlay.measures);
        const QColor color = colorOf(m_picture.colors.measure);
        m_painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::FlatCap));
        for (const PlacedMeasure& measure : measures)
            for (const auto& [begin, end] : measure.dashes)
                if (const auto from = seen(begin), to = seen(end); from && to)
                    m_painter.drawLine(*from, *to);
        for (const PlacedMeasure& measure : measures)
            paintText(measure.labelAt, measure.text, color, 13, 9);
    }

    void paintTexts(const std::vector<SceneText>& names)
    {
        for (const SceneText& name : names)
            paintText(name.position, name.text, colorOf(name.color), 15, 0);
        for (const PlacedLabel& label : m_content.labels)
            if (isBare(label))
                paintText(label.position, label.text, colorOf(label.color.value_or(m_picture.colors.text)),
                          m_picture.options.labelSize, 0);
    }

    /// No ball of another atom in front of it. Few labels are worth the look at all balls.
    bool isBare(const PlacedLabel& label) const
    {
        const auto at = seen(label.position);
        const double depth = depthOf(label.position) - label.lift;
        const auto hides = [&](const DisplayedAtom& atom) {
            const double there = depthOf(atom.position);
            const auto middle = there < depth - 1e-6 ? seen(atom.position) : std::nullopt;
            return middle && QLineF(*middle, *at).length() < atom.radius * scaleAt(there);
        };
        const auto& atoms = m_content.geometry->shown.atoms;
        return at && (m_content.labels.size() > 1000 || std::none_of(atoms.begin(), atoms.end(), hides));
    }

    void paintText(const Eigen::Vector3d& place, const std::string& text, const QColor& color, int size, double rise)
    {
        if (const auto at = seen(place))
            paintText(*at - QPointF(0, rise), QString::fromStdString(text), color, size);
    }

    /// Letters as shapes: the same everywhere.
    void paintText(const QPointF& middle, const QString& text, const QColor& color, int size)
    {
        QFont font = QGuiApplication::font();
        font.setPixelSize(size);
        font.setWeight(QFont::DemiBold);
        QPainterPath path;
        path.addText(0, 0, font, text);
        const QRectF box = path.boundingRect();
        path.translate(middle - box.center());
        m_painter.setBrush(Qt::NoBrush);
        QColor halo = colorOf(m_picture.colors.background);
        halo.setAlphaF(0.8f);
        m_painter.strokePath(path, QPen(halo, 0.24 * size, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        m_painter.fillPath(path, color);
    }

    void paintColorBar()
    {
        if (!m_content.colorBar)
            return;
        constexpr double ratio = 3;
        const QImage bar = colorBarImage(*m_content.colorBar, m_picture.colors, ratio);
        const QSizeF size = QSizeF(bar.size()) / ratio;
        m_painter.drawImage(QRectF(QPointF(m_size.width() - size.width() - 10, (m_size.height() - size.height()) / 2), size),
                            bar);
    }

    void paintAxes()
    {
        if (!m_picture.options.axes)
            return;
        const QPointF origin(38, m_size.height() - 38.0);
        const char* const names[3] = {"x", "y", "z"};
        std::array<int, 3> order {0, 1, 2}; // those that point away first
        std::sort(order.begin(), order.end(), [&](int a, int b) { return m_picture.camera.back[a] < m_picture.camera.back[b]; });
        for (const int k : order) {
            const QPointF tip(24 * m_picture.camera.right()[k], -24 * m_picture.camera.up[k]);
            const QColor color = colorOf(m_picture.colors.axes[std::size_t(k)]);
            m_painter.setPen(QPen(color, 2.4, Qt::SolidLine, Qt::RoundCap));
            m_painter.drawLine(origin, origin + tip);
            paintText(origin + 1.4 * tip, names[k], color, 12);
        }
    }

    QPainter& m_painter;
    const ScenePicture& m_picture;
    const SceneContent& m_content;
    QSize m_size;
    double m_aspect;
    double m_nearest; ///< depth of the middle of the scene
    std::vector<Shape> m_shapes;
};

} // namespace

void paintScene(QPainter& painter, const ScenePicture& picture, const SceneContent& content, const QSize& size,
                bool isTransparent)
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (!isTransparent)
        painter.fillRect(QRect(QPoint(), size), colorOf(picture.colors.background));
    ScenePainter(painter, picture, content, size).paint();
}

} // namespace mbtr::gui
