// glTF 2.0: JSON that describes nodes, meshes and materials, and one block of numbers they refer to.
// https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html, section 4.4 for the binary container.
#include "widgets/render/pictures/scene_picture.h"
#include "widgets/render/pictures/stored_vertices.h"
#include "widgets/render/scene/cell_content.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <Eigen/Geometry>
#include <cmath>
#include <cstdint>
#include <map>

namespace mbtr::gui {

namespace {

constexpr int kFloat = 5126, kUnsigned = 5125; // component types
constexpr int kVertices = 34962, kIndices = 34963; // targets

/// Colours of glTF are linear.
double linear(unsigned char value)
{
    const double s = value / 255.0;
    return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
}

QJsonArray array(const Eigen::VectorXf& values)
{
    QJsonArray result;
    for (const float value : values)
        result.append(double(value));
    return result;
}

/// A tube of radius 1 along z from 0 to 1.
Mesh unitTube()
{
    Mesh mesh;
    addTube(mesh, Eigen::Vector3d::Zero(), Eigen::Vector3d::UnitZ(), 1, {255, 255, 255, 255});
    return mesh;
}

Mesh unitBall()
{
    Mesh mesh;
    addBall(mesh, Eigen::Vector3d::Zero(), 1, {255, 255, 255, 255});
    return mesh;
}

class GlbWriter {
public:
    GlbWriter()
        : m_ball(addShape(unitBall()))
        , m_tube(addShape(unitTube()))
    {
    }

    void addBallAt(const SphereVertex& ball)
    {
        m_nodes.append(
            QJsonObject {{"mesh", meshOf(m_ball, ball.color)},
                         {"translation", QJsonArray {double(ball.centre[0]), double(ball.centre[1]), double(ball.centre[2])}},
                         {"scale", QJsonArray {double(ball.radius), double(ball.radius), double(ball.radius)}}});
    }

    void addStick(const StickVertex& stick)
    {
        const Eigen::Vector3f begin(stick.begin.data()), end(stick.end.data());
        const Eigen::Vector3f middle = begin + stick.middle * (end - begin);
        if (stick.first == stick.second) {
            addTubeAt(begin, end, stick.radius, stick.first);
            return;
        }
        addTubeAt(begin, middle, stick.radius, stick.first);
        addTubeAt(middle, end, stick.radius, stick.second);
    }

    /// With a colour for each corner.
    void addMesh(const Mesh& mesh)
    {
        if (mesh.triangles.empty())
            return;
        std::vector<float> colors;
        bool isOpaque = true;
        for (const auto& color : mesh.colors) {
            for (std::size_t k = 0; k < 3; ++k)
                colors.push_back(float(linear(color[k])));
            colors.push_back(float(color[3]) / 255);
            isOpaque = isOpaque && color[3] == 255;
        }
        QJsonObject shape = addShape(mesh);
        QJsonObject attributes = shape["attributes"].toObject();
        attributes["COLOR_0"] = addAccessor(colors.data(), colors.size() / 4, "VEC4", kFloat, kVertices);
        shape["attributes"] = attributes;
        shape["material"] = addMaterial({255, 255, 255, static_cast<unsigned char>(isOpaque ? 255 : 254)});
        m_nodes.append(QJsonObject {{"mesh", addMeshOf(shape)}});
    }

    QByteArray bytes(const QString& name) const
    {
        QJsonArray roots;
        for (int n = 0; n < m_nodes.size(); ++n)
            roots.append(n);
        const QJsonObject json {
            {"asset",
             QJsonObject {{"version", "2.0"}, {"generator", "MBTR Explorer"}, {"extras", QJsonObject {{"unit", "angstrom"}}}}},
            {"scene", 0},
            {"scenes", QJsonArray {QJsonObject {{"name", name}, {"nodes", roots}}}},
            {"nodes", m_nodes},
            {"meshes", m_meshes},
            {"materials", m_materials},
            {"accessors", m_accessors},
            {"bufferViews", m_views},
            {"buffers", QJsonArray {QJsonObject {{"byteLength", m_numbers.size()}}}}};
        QByteArray text = QJsonDocument(json).toJson(QJsonDocument::Compact);
        text.append(QByteArray((4 - text.size() % 4) % 4, ' '));
        QByteArray all("glTF");
        appendNumber(all, 2);
        appendNumber(all, std::uint32_t(12 + 8 + text.size() + 8 + m_numbers.size()));
        appendNumber(all, std::uint32_t(text.size()));
        all += "JSON" + text;
        appendNumber(all, std::uint32_t(m_numbers.size()));
        all += QByteArray("BIN\0", 4) + m_numbers;
        return all;
    }

private:
    static void appendNumber(QByteArray& bytes, std::uint32_t number)
    {
        for (int k = 0; k < 4; ++k)
            bytes.append(char(number >> (8 * k) & 255));
    }

    template <typename T> int addAccessor(const T* values, std::size_t count, const char* type, int component, int target)
    {
        const std::size_t each = component == kUnsigned ? 1 : QByteArray(type) == "VEC4" ? 4 : 3;
        const auto length = qsizetype(count * each * sizeof(T));
        m_views.append(QJsonObject {{"buffer", 0}, {"byteOffset", m_numbers.size()}, {"byteLength", length}, {"target", target}});
        m_numbers.append(reinterpret_cast<const char*>(values), length);
        m_accessors.append(QJsonObject {
            {"bufferView", m_views.size() - 1}, {"componentType", component}, {"count", qint64(count)}, {"type", type}});
        return int(m_accessors.size()) - 1;
    }

    QJsonObject addShape(const Mesh& mesh)
    {
        Eigen::Matrix3Xf points(3, Eigen::Index(mesh.points.size())), normals(3, Eigen::Index(mesh.points.size()));
        for (std::size_t n = 0; n < mesh.points.size(); ++n) {
            points.col(Eigen::Index(n)) = mesh.points[n];
            normals.col(Eigen::Index(n)) = mesh.normals[n];
        }
        std::vector<std::uint32_t> corners;
        for (const auto& triangle : mesh.triangles)
            corners.insert(corners.end(), triangle.begin(), triangle.end());
        const int place = addAccessor(points.data(), mesh.points.size(), "VEC3", kFloat, kVertices);
        QJsonObject accessor = m_accessors[place].toObject(); // positions have to tell their box
        accessor["min"] = array(points.rowwise().minCoeff());
        accessor["max"] = array(points.rowwise().maxCoeff());
        m_accessors[place] = accessor;
        const int normal = addAccessor(normals.data(), mesh.points.size(), "VEC3", kFloat, kVertices);
        const int index = addAccessor(corners.data(), corners.size(), "SCALAR", kUnsigned, kIndices);
        return {{"attributes", QJsonObject {{"POSITION", place}, {"NORMAL", normal}}}, {"indices", index}};
    }

    int addMaterial(const Rgba& color)
    {
        const auto known = m_knownMaterials.find(color);
        if (known != m_knownMaterials.end())
            return known->second;
        const bool isOpaque = color[3] == 255;
        QJsonObject material {
            {"pbrMetallicRoughness",
             QJsonObject {{"baseColorFactor", QJsonArray {linear(color[0]), linear(color[1]), linear(color[2]), 1.0}},
                          {"metallicFactor", 0.0},
                          {"roughnessFactor", 0.45}}},
            {"doubleSided", true}};
        if (!isOpaque)
            material["alphaMode"] = "BLEND";
        m_materials.append(material);
        return m_knownMaterials[color] = int(m_materials.size()) - 1;
    }

    int addMeshOf(const QJsonObject& shape)
    {
        m_meshes.append(QJsonObject {{"primitives", QJsonArray {shape}}});
        return int(m_meshes.size()) - 1;
    }

    /// Balls and tubes of one colour share a mesh.
    int meshOf(const QJsonObject& shape, const Rgba& color)
    {
        const auto key = std::pair(shape["indices"].toInt(), color);
        const auto known = m_knownMeshes.find(key);
        if (known != m_knownMeshes.end())
            return known->second;
        QJsonObject colored = shape;
        colored["material"] = addMaterial(color);
        return m_knownMeshes[key] = addMeshOf(colored);
    }

    void addTubeAt(const Eigen::Vector3f& begin, const Eigen::Vector3f& end, float radius, const Rgba& color)
    {
        const Eigen::Vector3f along = end - begin;
        const float length = along.norm();
        if (!(length > 1e-6f))
            return;
        const auto turn = Eigen::Quaternionf::FromTwoVectors(Eigen::Vector3f::UnitZ(), along);
        m_nodes.append(QJsonObject {{"mesh", meshOf(m_tube, color)},
                                    {"translation", array(begin)},
                                    {"rotation", array(turn.coeffs())},
                                    {"scale", QJsonArray {double(radius), double(radius), double(length)}}});
    }

    QByteArray m_numbers;
    QJsonArray m_views, m_accessors, m_materials, m_meshes, m_nodes;
    std::map<Rgba, int> m_knownMaterials;
    std::map<std::pair<int, Rgba>, int> m_knownMeshes;
    QJsonObject m_ball, m_tube;
};

} // namespace

QByteArray sceneAsGlb(const ScenePicture& picture, const SceneContent& content)
{
    GlbWriter writer;
    const Structure& structure = *picture.structure;
    forEachSphere(content.spheres, [&](const SphereVertex& ball) { writer.addBallAt(ball); });
    forEachStick(content.sticks, [&](const StickVertex& stick) { writer.addStick(stick); });
    if (picture.options.cell && structure.isPeriodic() && isUsable(*structure.cell)) {
        const CellContent cell
            = cellContent(*structure.cell, content.geometry->shown.cellOrigin, picture.options.ranges, picture.colors);
        forEachStored<StickVertex>(cell.sticks, 4, [&](const StickVertex& stick) { writer.addStick(stick); });
    }
    writer.addMesh(content.mesh);
    return writer.bytes(QString::fromStdString(structure.name.empty() ? formula(structure) : structure.name));
}

} // namespace mbtr::gui
