#include "widgets/render/pictures/picture_maker.h"

#include "widgets/render/opengl/structure_scene.h"
#include "widgets/render/opengl/vtk_frames.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>

#include <algorithm>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>

namespace mbtr::gui {

namespace {

constexpr qint64 kMostSmoothPixels = 20'000'000; // four samples of each take some 0.6 GB

/// From the scene before a black and before a white ground, which show as much of them as the scene lets through: exact for
/// smooth edges and for all that is translucent.
QImage withoutGround(const QImage& onBlack, const QImage& onWhite)
{
    QImage image(onBlack.size(), QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < image.height(); ++y) {
        const auto* black = reinterpret_cast<const QRgb*>(onBlack.constScanLine(y));
        const auto* white = reinterpret_cast<const QRgb*>(onWhite.constScanLine(y));
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int through = std::min(
                {qRed(white[x]) - qRed(black[x]), qGreen(white[x]) - qGreen(black[x]), qBlue(white[x]) - qBlue(black[x])});
            const int alpha = 255 - std::clamp(through, 0, 255);
            out[x] = qRgba(std::min(alpha, qRed(black[x])), std::min(alpha, qGreen(black[x])), std::min(alpha, qBlue(black[x])),
                           alpha);
        }
    }
    return image;
}

} // namespace

struct PictureMaker::Graphics {
    Graphics()
    {
        surface.create();
        hasContext = context.create() && context.makeCurrent(&surface);
        if (hasContext)
            frames.attach(&context, &surface);
    }
    ~Graphics()
    {
        if (hasContext && context.makeCurrent(&surface))
            frames.release();
    }
    QImage render(const FrameRequest& frame, std::optional<Rgb> before)
    {
        ground = before;
        frames.render(frame);
        return frames.read();
    }

    vtkNew<vtkGenericOpenGLRenderWindow> window;
    StructureScene scene {window};
    Camera camera;
    std::optional<Rgb> ground;
    QOffscreenSurface surface;
    QOpenGLContext context;
    VtkFrames frames {
        window, [this](const FrameRequest& frame) {
            scene.prepareFrame(camera, frame.pixels.width(), frame.pixels.height(), {frame.ratio, false, true, ground});
        }};
    bool hasContext = false;
};

PictureMaker::PictureMaker()
    : m_graphics(std::make_unique<Graphics>())
{
}

PictureMaker::~PictureMaker() = default;

QImage PictureMaker::draw(const ScenePicture& picture, SceneContent content, const QSize& pixels, double ratio,
                          bool isTransparent)
{
    Graphics& graphics = *m_graphics;
    if (!graphics.hasContext || !graphics.context.makeCurrent(&graphics.surface))
        return {};
    graphics.camera = picture.camera;
    graphics.scene.setColors(picture.colors);
    graphics.scene.setMeasures(picture.overlay.measures);
    graphics.scene.show(std::move(content));
    graphics.scene.setPickedAtoms(picture.picked);
    const int samples = qint64(pixels.width()) * pixels.height() <= kMostSmoothPixels ? 4 : 0;
    graphics.frames.begin();
    const FrameRequest frame {pixels, ratio, samples, false};
    const QImage image = isTransparent
        ? withoutGround(graphics.render(frame, Rgb {0, 0, 0}), graphics.render(frame, Rgb {255, 255, 255}))
        : graphics.render(frame, {});
    graphics.frames.end();
    graphics.context.doneCurrent();
    return image;
}

} // namespace mbtr::gui
