#include "widgets/render/picture_maker.h"

#include "widgets/render/structure_scene.h"
#include "widgets/render/vtk_frames.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>

#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>

namespace mbtr::gui {

namespace {

constexpr qint64 kMostSmoothPixels = 20'000'000; // four samples of each take some 0.6 GB

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
    void prepare(const FrameRequest& frame)
    {
        scene.prepareFrame(camera, frame.pixels.width(), frame.pixels.height(), {frame.ratio, false, true, frame.isTransparent});
    }

    vtkNew<vtkGenericOpenGLRenderWindow> window;
    StructureScene scene {window};
    Camera camera;
    QOffscreenSurface surface;
    QOpenGLContext context;
    VtkFrames frames {window, [this](const FrameRequest& frame) { prepare(frame); }};
    bool hasContext = false;
};

PictureMaker::PictureMaker()
    : m_graphics(std::make_unique<Graphics>())
{
}

PictureMaker::~PictureMaker() = default;

QImage PictureMaker::draw(const ScenePicture& picture, SceneContent content, const QSize& pixels, double ratio, bool isTransparent)
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
    graphics.frames.render({pixels, ratio, samples, false, isTransparent});
    QImage image = graphics.frames.read(isTransparent);
    graphics.frames.end();
    graphics.context.doneCurrent();
    return image;
}

} // namespace mbtr::gui
