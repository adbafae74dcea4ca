#include "widgets/render/opengl/axes_marker.h"

#include "widgets/render/opengl/impostors.h"
#include "widgets/render/opengl/text_labels.h"
#include "widgets/render/scene/camera.h"
#include "widgets/render/scene/scene_colors.h"

#include <algorithm>
#include <vtkCamera.h>
#include <vtkCullerCollection.h>
#include <vtkRenderer.h>

namespace mbtr::gui {

namespace {

constexpr double kSize = 96; // device-independent pixels
constexpr float kRadius = 0.055f; // of an arrow of length 1
constexpr double kViewAngle = 24; // degrees

} // namespace

AxesMarker::AxesMarker()
    : m_renderer(vtkSmartPointer<vtkRenderer>::New())
    , m_arrows(vtkSmartPointer<Impostors>::New())
    , m_names(vtkSmartPointer<TextLabels>::New())
{
    m_renderer->SetLayer(1);
    m_renderer->InteractiveOff();
    m_renderer->GetCullers()->RemoveAllItems();
    m_renderer->GetActiveCamera()->SetViewAngle(kViewAngle);
    m_arrows->setFrame(&m_frame);
    m_names->setFrame(&m_frame);
    m_renderer->AddViewProp(m_arrows);
    m_renderer->AddViewProp(m_names);
}

AxesMarker::~AxesMarker() = default;

void AxesMarker::setVisible(bool visible)
{
    m_renderer->SetDraw(visible);
}

void AxesMarker::setColors(const SceneColors& colors)
{
    auto sticks = std::make_shared<std::vector<std::byte>>(), balls = std::make_shared<std::vector<std::byte>>();
    std::vector<SceneText> names;
    const char* const letters[3] = {"x", "y", "z"};
    for (std::size_t k = 0; k < 3; ++k) {
        const Eigen::Vector3d axis = Eigen::Vector3d::Unit(Eigen::Index(k));
        const Rgba color {colors.axes[k][0], colors.axes[k][1], colors.axes[k][2], 255};
        const std::array<float, 3> end {float(axis[0]), float(axis[1]), float(axis[2])};
        appendStick(*sticks, {{0, 0, 0}, kRadius, end, 1, color, color, {}});
        appendSphere(*balls, {end, 1.7f * kRadius, color, {}});
        names.push_back({1.3 * axis, 0, letters[k], colors.axes[k]});
    }
    const Rgb& middle = colors.lines;
    appendSphere(*balls, {{0, 0, 0}, 1.5f * kRadius, {middle[0], middle[1], middle[2], 255}, {}});
    m_arrows->setSpheres(std::move(balls));
    m_arrows->setSticks(std::move(sticks));
    m_names->setTexts(std::move(names), 13, colors.background);
}

void AxesMarker::follow(const Camera& camera, int width, int height, double ratio)
{
    const double size = std::min({kSize * ratio, 0.4 * width, 0.4 * height});
    m_frame.pixelRatio = float(ratio);
    m_renderer->SetViewport(0, 0, size / std::max(width, 1), size / std::max(height, 1));
    const Eigen::Vector3d eye = 7.8 * camera.back;
    m_renderer->GetActiveCamera()->SetFocalPoint(0, 0, 0);
    m_renderer->GetActiveCamera()->SetPosition(eye.data());
    m_renderer->GetActiveCamera()->SetViewUp(camera.up.data());
    m_renderer->GetActiveCamera()->SetClippingRange(4, 12);
}

} // namespace mbtr::gui
